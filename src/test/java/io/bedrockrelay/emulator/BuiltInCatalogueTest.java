package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.BuiltIn;
import io.bedrockrelay.emulator.catalogue.Captures;
import io.bedrockrelay.emulator.catalogue.Catalogues;
import io.bedrockrelay.emulator.catalogue.ModelArn;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The built-in catalogue states facts; where captured answers are at hand, it must agree with them.
class BuiltInCatalogueTest {
    private static final Path CAPTURES = Path.of("../shared/bedrock/regions");
    private static final Catalogues BUILT_IN = BuiltIn.read();

    private static RegionCatalogue region(String name) {
        return BUILT_IN.region(name).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "us-east-2",
                "us-west-1",
                "us-west-2",
                "ca-central-1",
                "sa-east-1",
                "eu-west-1",
                "eu-west-2",
                "eu-central-1",
                "ap-northeast-1",
                "ap-south-1",
                "ap-southeast-2",
                "us-gov-west-1"
            })
    void agreesWithTheCapturedAnswers(String name) {
        assumeTrue(Files.isDirectory(CAPTURES), "captured answers are not at hand: " + CAPTURES);
        var captured = Objects.requireNonNull(Captures.read(CAPTURES).get(name));

        assertThat(facts(region(name).models(), BuiltInCatalogueTest::modelFacts))
                .isEqualTo(facts(captured.models(), BuiltInCatalogueTest::modelFacts));
        assertThat(facts(region(name).profiles(), BuiltInCatalogueTest::profileFacts))
                .isEqualTo(facts(captured.profiles(), BuiltInCatalogueTest::profileFacts));
    }

    private static Set<String> facts(List<ObjectNode> records, Function<ObjectNode, String> facts) {
        return records.stream().map(facts).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Everything but the date a composed record lacks, with sets in order.
    private static String modelFacts(ObjectNode model) {
        Map<String, Object> facts = new HashMap<>();
        for (String field : List.of("modelArn", "modelId", "modelName", "providerName", "responseStreamingSupported")) {
            facts.put(field, model.path(field).asText("absent"));
        }
        for (String field :
                List.of("inputModalities", "outputModalities", "customizationsSupported", "inferenceTypesSupported")) {
            facts.put(field, new TreeSet<>(RegionCatalogue.strings(model.path(field))));
        }
        var lifecycle = (ObjectNode) model.path("modelLifecycle").deepCopy();
        lifecycle.remove("startOfLifeTime");
        lifecycle
                .properties()
                .forEach(field -> facts.put(field.getKey(), field.getValue().asText()));
        return model.path("modelId").asText() + new TreeMap<>(facts);
    }

    private static String profileFacts(JsonNode profile) {
        return String.join(
                " ",
                profile.path("inferenceProfileId").asText(),
                profile.path("inferenceProfileName").asText(),
                profile.path("inferenceProfileArn").asText(),
                profile.path("status").asText(),
                profile.path("type").asText(),
                profile.path("models").toString());
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource({
        "us-east-1, anthropic.claude-sonnet-4-5-20250929-v1:0, us.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "ap-northeast-1, anthropic.claude-sonnet-4-5-20250929-v1:0, jp.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "ap-northeast-1, amazon.nova-pro-v1:0, apac.amazon.nova-pro-v1:0, false",
        "ap-southeast-2, anthropic.claude-sonnet-4-5-20250929-v1:0, au.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "ca-central-1, anthropic.claude-sonnet-4-5-20250929-v1:0, us.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "ca-central-1, amazon.nova-lite-v1:0, ca.amazon.nova-lite-v1:0, false",
        "sa-east-1, anthropic.claude-sonnet-4-5-20250929-v1:0, global.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "us-gov-west-1, anthropic.claude-sonnet-4-5-20250929-v1:0, us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "eu-west-2, amazon.nova-pro-v1:0, , true",
        "eu-west-2, anthropic.claude-sonnet-4-6, eu.anthropic.claude-sonnet-4-6, true",
        "ap-south-1, openai.gpt-5.6-luna, in.openai.gpt-5.6-luna, false",
        "us-west-2, openai.gpt-oss-120b-1:0, , true",
    })
    void theWorkedExamplesCanBeResolvedAgainstIt(
            String name, String modelId, @Nullable String profileId, boolean onDemand) {
        var region = region(name);
        assertThat(region.model(modelId)).isPresent();
        assertThat(region.isOnDemand(modelId)).isEqualTo(onDemand);
        var profiles = region.profiles().stream()
                .filter(profile -> RegionCatalogue.modelOf(profile).equals(modelId))
                .map(profile -> profile.path("inferenceProfileId").asText())
                .toList();
        if (profileId == null) {
            assertThat(profiles).isEmpty();
        } else {
            assertThat(profiles).contains(profileId);
        }
    }

    @Test
    void theMuseumHasProfileOnlyModelsWithoutAProfile() {
        var museum = region("me-central-1");
        assertThat(museum.profiles()).isEmpty();
        assertThat(museum.model("anthropic.claude-opus-4-8").orElseThrow().path("inferenceTypesSupported"))
                .hasToString("[\"INFERENCE_PROFILE\"]");
        assertThat(museum.isOnDemand("amazon.titan-text-lite-v1")).isTrue();
    }

    @Test
    void anOptInRegionThatIsOffIsNotThere() {
        assertThat(BUILT_IN.region("me-south-1")).isEmpty();
    }

    @Test
    void someProfilesOutliveTheirModel() {
        var east = region("us-east-1");
        assertThat(east.profile("us.anthropic.claude-3-sonnet-20240229-v1:0")).isPresent();
        assertThat(east.model("anthropic.claude-3-sonnet-20240229-v1:0")).isEmpty();
    }

    @Test
    void everyArnCanBeReadBack() {
        BUILT_IN.regions().values().forEach(region -> region.profiles().forEach(profile -> {
            var arn =
                    ModelArn.parse(profile.path("inferenceProfileArn").asText()).orElseThrow();
            assertThat(arn.id()).isEqualTo(profile.path("inferenceProfileId").asText());
            assertThat(profile.path("models")).allSatisfy(model -> assertThat(
                            ModelArn.parse(model.path("modelArn").asText()))
                    .isPresent());
        }));
    }
}
