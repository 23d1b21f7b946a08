package io.bedrockrelay.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path REGION = Path.of("../shared/bedrock/regions/us-east-1");
    private static final FoundationModel.Filter ALL = new FoundationModel.Filter(null, null, null, null);

    @Test
    void listsModelsAsBedrockDoes() throws IOException {
        assumeTrue(Files.isDirectory(REGION), "no recorded listings here");
        var recorded = JSON.readTree(Files.readAllBytes(REGION.resolve("foundation-models.json")));
        var models = models(recorded);

        assertThat(list(models, ALL)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "anthropic, -, -, -",
                "-, FINE_TUNING, -, -",
                "-, -, EMBEDDING, -",
                "-, -, -, ON_DEMAND",
                "Amazon, -, TEXT, PROVISIONED",
                "Nobody, -, -, -"
            })
    void filtersModels(
            @Nullable String provider, @Nullable String custom, @Nullable String output, @Nullable String inference)
            throws IOException {
        assumeTrue(Files.isDirectory(REGION), "no recorded listings here");
        var recorded = JSON.readTree(Files.readAllBytes(REGION.resolve("foundation-models.json")));
        var expected = new ArrayList<JsonNode>();
        for (var model : recorded.path("modelSummaries")) {
            if ((provider == null || model.path("providerName").asText().equalsIgnoreCase(provider))
                    && (custom == null
                            || texts(model, "customizationsSupported").contains(custom))
                    && (output == null || texts(model, "outputModalities").contains(output))
                    && (inference == null
                            || texts(model, "inferenceTypesSupported").contains(inference))) {
                expected.add(model);
            }
        }
        var filter = new FoundationModel.Filter(provider, custom, output, inference);

        assertThat(list(models(recorded), filter).path("modelSummaries")).containsExactlyElementsOf(expected);
    }

    @Test
    void tellsOneModel() throws IOException {
        var model = new FoundationModel(
                "arn", "id", null, null, List.of("TEXT"), List.of("TEXT"), null, List.of(), List.of(), new HashMap<>());
        var out = new JsonWriter();
        model.details(out);

        assertThat(JSON.readTree(out.toBytes())).isEqualTo(JSON.readTree("""
                        {"modelDetails":{"modelArn":"arn","modelId":"id","inputModalities":["TEXT"],
                        "outputModalities":["TEXT"],"customizationsSupported":[],"inferenceTypesSupported":[]}}"""));
    }

    @Test
    void listsProfilesAsBedrockDoesPageByPage() throws IOException {
        assumeTrue(Files.isDirectory(REGION), "no recorded listings here");
        var recorded = JSON.readTree(Files.readAllBytes(REGION.resolve("inference-profiles.json")));
        var profiles = profiles(recorded);

        var out = new JsonWriter();
        page(profiles, null, null, null).write(out);
        assertThat(JSON.readTree(out.toBytes())).isEqualTo(recorded);

        var seen = new ArrayList<InferenceProfile>();
        String token = null;
        do {
            var page = page(profiles, "SYSTEM_DEFINED", "7", token);
            assertThat(page.profiles()).hasSizeBetween(1, 7);
            seen.addAll(page.profiles());
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).isEqualTo(profiles);
    }

    @Test
    void keepsTheTypesApart() {
        var system = profile("us.a", "SYSTEM_DEFINED");
        var own = profile("mi1dadi0g15f", "APPLICATION");

        assertThat(page(List.of(system, own), null, null, null).profiles()).containsExactly(system);
        assertThat(page(List.of(system, own), "APPLICATION", "1", null)).isEqualTo(new ProfilePage(List.of(own), null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"ALL,-,-", "-,0,-", "-,1001,-", "-,x,-", "-,-,bm9uZQ"})
    void refusesWhatMakesNoPage(@Nullable String type, @Nullable String most, @Nullable String token) {
        assertThat(ProfilePage.of(List.of(profile("us.a", "SYSTEM_DEFINED")), type, most, token))
                .isInstanceOf(ProfilePage.Cut.Refused.class);
    }

    private static ProfilePage page(
            List<InferenceProfile> all, @Nullable String type, @Nullable String most, @Nullable String token) {
        return switch (ProfilePage.of(all, type, most, token)) {
            case ProfilePage.Cut.Page(var page) -> page;
            case ProfilePage.Cut.Refused(var failure) -> throw new AssertionError(failure.message());
        };
    }

    private static InferenceProfile profile(String id, String type) {
        return new InferenceProfile("arn:" + id, id, id, null, type, "ACTIVE", List.of("arn:m"), null, null);
    }

    private static JsonNode list(List<FoundationModel> models, FoundationModel.Filter filter) throws IOException {
        var out = new JsonWriter();
        FoundationModel.list(models, filter, out);
        return JSON.readTree(out.toBytes());
    }

    private static List<FoundationModel> models(JsonNode recorded) {
        var models = new ArrayList<FoundationModel>();
        for (var model : recorded.path("modelSummaries")) {
            var lifecycle = new HashMap<String, String>();
            model.path("modelLifecycle")
                    .properties()
                    .forEach(entry ->
                            lifecycle.put(entry.getKey(), entry.getValue().textValue()));
            models.add(new FoundationModel(
                    model.path("modelArn").textValue(),
                    model.path("modelId").textValue(),
                    model.path("modelName").textValue(),
                    model.path("providerName").textValue(),
                    texts(model, "inputModalities"),
                    texts(model, "outputModalities"),
                    model.has("responseStreamingSupported")
                            ? (Boolean) model.path("responseStreamingSupported").booleanValue()
                            : null,
                    texts(model, "customizationsSupported"),
                    texts(model, "inferenceTypesSupported"),
                    lifecycle));
        }
        return models;
    }

    private static List<InferenceProfile> profiles(JsonNode recorded) {
        var profiles = new ArrayList<InferenceProfile>();
        for (var profile : recorded.path("inferenceProfileSummaries")) {
            var arns = new ArrayList<String>();
            profile.path("models")
                    .forEach(model -> arns.add(model.path("modelArn").textValue()));
            profiles.add(new InferenceProfile(
                    profile.path("inferenceProfileArn").textValue(),
                    profile.path("inferenceProfileId").textValue(),
                    profile.path("inferenceProfileName").textValue(),
                    profile.path("description").textValue(),
                    profile.path("type").textValue(),
                    profile.path("status").textValue(),
                    arns,
                    instant(profile.path("createdAt")),
                    instant(profile.path("updatedAt"))));
        }
        return profiles;
    }

    private static @Nullable Instant instant(JsonNode time) {
        return time.isTextual() ? Instant.parse(time.textValue()) : null;
    }

    private static List<String> texts(JsonNode holder, String name) {
        var texts = new ArrayList<String>();
        holder.path(name).forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
