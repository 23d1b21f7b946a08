package io.bedrockrelay.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Real answers of ListFoundationModels and ListInferenceProfiles, read from a folder beside the project.
public final class CapturedBedrock implements ModelSource {

    public static final Path HOME = Path.of("..", "shared", "bedrock");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<Path> applicationProfiles;

    private CapturedBedrock(Path folder, List<Path> applicationProfiles) {
        this.folder = folder;
        this.applicationProfiles = applicationProfiles;
    }

    /// The newest state of all Regions. Skips the test where the folder is missing.
    public static CapturedBedrock newest() {
        return in(HOME.resolve("regions"));
    }

    /// The same, with some application profiles in us-east-1.
    public static CapturedBedrock withApplicationProfiles() {
        CapturedBedrock newest = newest();
        return new CapturedBedrock(
                newest.folder, List.of(HOME.resolve("examples/application-inference-profiles.json")));
    }

    /// An older state, of fewer Regions: `2026-02-08` or `2026-06-10`.
    public static CapturedBedrock of(String date) {
        return in(HOME.resolve("snapshots").resolve(date));
    }

    private static CapturedBedrock in(Path folder) {
        Assumptions.assumeTrue(Files.isDirectory(folder), "no captured answers of Bedrock at " + folder);
        return new CapturedBedrock(folder, List.of());
    }

    public List<String> regions() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RegionListing fetch(String region) throws SourceException {
        Path answers = folder.resolve(region);
        if (!Files.isDirectory(answers)) {
            throw new SourceException(SourceException.Kind.NOT_ENABLED, "not captured: " + region);
        }
        List<ListedModel> models = new ArrayList<>();
        read(answers.resolve("foundation-models.json"), "modelSummaries").forEach(node -> models.add(model(node)));
        List<ListedProfile> profiles = new ArrayList<>();
        read(answers.resolve("inference-profiles.json"), "inferenceProfileSummaries")
                .forEach(node -> profiles.add(profile(node)));
        if (region.equals("us-east-1")) {
            applicationProfiles.forEach(
                    file -> read(file, "inferenceProfileSummaries").forEach(node -> profiles.add(profile(node))));
        }
        return new RegionListing(models, profiles);
    }

    private static JsonNode read(Path file, String list) {
        try {
            return JSON.readTree(file.toFile()).required(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ListedModel model(JsonNode node) {
        JsonNode life = node.path("modelLifecycle");
        return new ListedModel(
                node.required("modelId").asText(),
                node.required("modelArn").asText(),
                node.path("modelName").asText(),
                node.path("providerName").asText(),
                strings(node.path("inputModalities")),
                strings(node.path("outputModalities")),
                node.path("responseStreamingSupported").asBoolean(),
                strings(node.path("inferenceTypesSupported")),
                new ListedModel.Lifecycle(
                        life.path("status").asText("ACTIVE"),
                        instant(life.path("startOfLifeTime")),
                        instant(life.path("legacyTime")),
                        instant(life.path("publicExtendedAccessTime")),
                        instant(life.path("endOfLifeTime"))));
    }

    private static ListedProfile profile(JsonNode node) {
        List<String> arns = new ArrayList<>();
        node.required("models")
                .forEach(model -> arns.add(model.required("modelArn").asText()));
        return new ListedProfile(
                node.required("inferenceProfileId").asText(),
                node.required("inferenceProfileArn").asText(),
                node.required("inferenceProfileName").asText(),
                node.path("description").asText(),
                node.required("type").asText(),
                node.required("status").asText(),
                arns);
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : Instant.parse(node.asText());
    }
}
