package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a request asks for besides an answer, in every API, by keys that may and keys that may not.
@Timeout(90)
class FeaturesIT {
    private static final String IMAGE =
            "{\"image\":{\"format\":\"png\",\"source\":{\"s3Location\":{\"uri\":\"s3://b/k\"}}}}";
    private static Keyed keyed;

    /// @param feature what it asks for
    record Wish(String feature, String path, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return feature + " at " + path + headers;
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                entry("usual", "brk_usual", ""),
                entry("none", "brk_none", "features: none"),
                entry("all", "brk_all", "features: [s3, guardrail, tiers, additionalFields]"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    static Stream<Wish> wishes() {
        return Stream.of(
                        converse(
                                "s3",
                                "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}," + IMAGE + "]}]"),
                        converse(
                                "guardrail",
                                HI
                                        + ",\"guardrailConfig\":{\"guardrailIdentifier\":\"gr-1\",\"guardrailVersion\":\"1\"}"),
                        converse("tiers", HI + ",\"serviceTier\":{\"type\":\"priority\"}"),
                        converse("tiers", HI + ",\"performanceConfig\":{\"latency\":\"optimized\"}"),
                        converse("additionalFields", HI + ",\"additionalModelRequestFields\":{\"top_k\":5}"),
                        Stream.of(
                                new Wish(
                                        "guardrail",
                                        "/model/claude-sonnet-4-5/invoke",
                                        Map.of(
                                                "X-Amzn-Bedrock-GuardrailIdentifier",
                                                "gr-1",
                                                "X-Amzn-Bedrock-GuardrailVersion",
                                                "1"),
                                        CLAUDE),
                                new Wish(
                                        "tiers",
                                        "/model/claude-sonnet-4-5/invoke-with-response-stream",
                                        Map.of("X-Amzn-Bedrock-Service-Tier", "priority"),
                                        CLAUDE),
                                new Wish(
                                        "tiers",
                                        "/v1/messages",
                                        Map.of(),
                                        "{\"model\":\"claude-sonnet-4-5\",\"service_tier\":\"priority\","
                                                + CLAUDE.substring(1)),
                                new Wish(
                                        "guardrail",
                                        "/v1/messages",
                                        Map.of("X-Amzn-Bedrock-GuardrailIdentifier", "gr-1"),
                                        "{\"model\":\"claude-sonnet-4-5\"," + CLAUDE.substring(1)),
                                new Wish(
                                        "tiers",
                                        "/v1/messages",
                                        Map.of(),
                                        "{\"model\":\"nova-pro\",\"service_tier\":\"flex\"," + CLAUDE.substring(1)),
                                new Wish(
                                        "tiers",
                                        "/v1/chat/completions",
                                        Map.of(),
                                        "{\"model\":\"nova-pro\",\"service_tier\":\"flex\"," + PLAIN + "}"),
                                new Wish(
                                        "guardrail",
                                        "/v1/chat/completions",
                                        Map.of(),
                                        "{\"model\":\"nova-pro\",\"guardrailConfig\":{\"guardrailIdentifier\":\"gr-1\",\"guardrailVersion\":\"1\"},"
                                                + PLAIN + "}"),
                                new Wish(
                                        "additionalFields",
                                        "/v1/chat/completions",
                                        Map.of(),
                                        "{\"model\":\"nova-pro\",\"additionalModelRequestFields\":{\"x\":1}," + PLAIN
                                                + "}")))
                .flatMap(each -> each);
    }

    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]";
    private static final String PLAIN = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String CLAUDE =
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9," + PLAIN + "}";

    private static Stream<Wish> converse(String feature, String members) {
        return Stream.of("converse", "converse-stream")
                .map(operation -> new Wish(feature, "/model/nova-pro/" + operation, Map.of(), "{" + members + "}"));
    }

    private static Response ask(String key, Wish wish) {
        return keyed.as(key).headers(wish.headers()).body(wish.body()).post(wish.path());
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void isRefusedInPlainWordsWithoutTheFeatureAndNothingReachesBedrock(Wish wish) {
        for (var key : wish.feature().equals("s3") ? List.of("brk_none", "brk_usual") : List.of("brk_none")) {
            long before = keyed.bedrock().lastRequests().size();
            var told = ask(key, wish);
            assertThat(told.statusCode()).as(told.asString()).isEqualTo(403);
            assertThat(told.asString())
                    .contains(
                            "may not ask for", "its features must hold " + wish.feature(), "features in the keys file");
            assertThat(keyed.bedrock().lastRequests()).hasSize((int) before);
        }
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void goesOnToBedrockWithTheFeature(Wish wish) {
        var told = ask(wish.feature().equals("s3") ? "brk_all" : "brk_usual", wish);
        assertThat(told.asString()).doesNotContain("may not ask for");
    }

    @Test
    void whoAsksForNothingOfItNeedsNone() {
        for (var lane : Lane.values()) {
            var told = keyed.as("brk_none").body(lane.body("Hi", false)).post(lane.path(false));
            assertThat(told.statusCode()).as(lane + told.asString()).isEqualTo(200);
        }
    }
}
