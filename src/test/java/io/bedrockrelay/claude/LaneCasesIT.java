package io.bedrockrelay.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Headers, versions and encodings of clients of Claude models, on Anthropic's way in and on Bedrock's own.
@Timeout(60)
class LaneCasesIT {
    private static final List<String> MESSAGE = List.of("container", "stop_details", "diagnostics");
    private static final List<String> USAGE = List.of(
            "cache_creation",
            "cache_creation_input_tokens",
            "cache_read_input_tokens",
            "inference_geo",
            "input_tokens",
            "output_tokens",
            "output_tokens_details",
            "server_tool_use",
            "service_tier",
            "speed");
    private static final String DATED =
            "{\"anthropic_version\":\"2026-10-21\",\"max_tokens\":9, \"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String HI = "{\"model\":\"%s\",\"max_tokens\":9,\"stream\":%s,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String SONNET_45 = "/model/us." + ToClaude.SONNET_45;
    /// An application profile of Sonnet 4.5.
    private static final String PROFILE =
            "/model/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile%2Fk1c3lwu20lem";

    @SuppressWarnings("NullAway.Init")
    private static Relayed relay;

    @BeforeAll
    static void start() throws Exception {
        relay = Relayed.start(Map.of());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @BeforeEach
    void forget() {
        relay.bedrock.forget();
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(44, "Sonnet 4.5: the newer version's members in a whole answer", () -> {
                    var told = Recorded.read(dated("claude-sonnet-4-5", false));
                    assertThat(Recorded.names(told)).containsAll(MESSAGE);
                    assertThat(Recorded.names(told.path("usage"))).containsAll(USAGE);
                }),
                new Case(44, "Sonnet 4.5: the newer version's members in a stream", () -> {
                    var events = events(dated("claude-sonnet-4-5", true));
                    var start = event(events, "message_start").path("message");
                    assertThat(Recorded.names(start)).containsAll(MESSAGE);
                    assertThat(Recorded.names(start.path("usage"))).containsAll(USAGE);
                    assertThat(Recorded.names(event(events, "message_delta").path("delta")))
                            .contains("container", "stop_details");
                }),
                new Case(45, "Opus 4.8: the answer is Bedrock's own, byte for byte", () -> {
                    var odd = """
                            { "id":"msg_1", "type" : "message","role":"assistant","model":"m", "content":[{"type":"text",
                              "text":"Gr\\u00fc\\u00dfe \\/"}], "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1} }""";
                    relay.bedrock.answers(odd);
                    assertThat(dated("claude-opus-4-8", false)).isEqualTo(odd);
                    assertThat(relay.bedrock.seen().getFirst().text()).contains("\"anthropic_version\":\"2026-10-21\"");
                    assertThat(dated("claude-opus-4-8", true)).doesNotContain("diagnostics");
                }),
                new Case(46, "whom a call is billed to", () -> {
                    relay.bedrock.refuses("user_profile_id: Extra inputs are not permitted");
                    var told = relay.client("")
                            .header("anthropic-user-profile-id", "up_1")
                            .body(HI.formatted("claude-opus-4-8", false))
                            .post("/v1/messages");
                    assertThat(told.statusCode()).as("its refusal is told").isEqualTo(400);
                    assertThat(told.asString()).contains("user_profile_id");
                    assertThat(relay.bedrock.seen()).singleElement().satisfies(sent -> assertThat(
                                    Recorded.read(sent.text())
                                            .path("user_profile_id")
                                            .asText())
                            .isEqualTo("up_1"));
                }),
                new Case(55, "a body in gzip, in br, and in broken gzip", LaneCasesIT::encodings),
                new Case(56, "queries and headers that nobody knows", () -> {
                    var told = relay.client("")
                            .header("x-stainless-timeout", "600")
                            .header("x-stainless-retry-count", "0")
                            .header("x-app", "cli")
                            .header("x-unheard-of", "1")
                            .body(HI.formatted("claude-opus-4-8", false))
                            .post("/v1/messages?beta=true&unheard=of");
                    var sent = relay.taken(told).getFirst();
                    assertThat(sent.text())
                            .isEqualTo("{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,"
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
                    assertThat(sent.headers())
                            .doesNotContainKeys("x-stainless-timeout", "x-app", "x-unheard-of", "anthropic-version");
                }),
                new Case(
                        57,
                        "on the wire: the client's own body",
                        () -> wired("bb", "us.anthropic.claude-opus-5", 1, "/model/us.anthropic.claude-opus-5")),
                new Case(58, "on the wire: the client's own body", () -> {
                    wired("b-sonnet45", "us." + ToClaude.SONNET_45, 1, SONNET_45);
                    wired("b-haiku45", "global." + ToClaude.HAIKU_45, 1, "/model/global." + ToClaude.HAIKU_45);
                }),
                new Case(59, "on the wire, Sonnet 4.5: a dated version", () -> older(SONNET_45)),
                new Case(
                        60,
                        "on the wire, Opus 4.8: a dated version",
                        () -> passes("/model/us.anthropic.claude-opus-4-8/invoke", DATED)),
                new Case(61, "on the wire, a profile of Sonnet 4.5: a dated version", () -> older(PROFILE)),
                new Case(63, "on the wire: betas of a header mean nothing", () -> {
                    var told = relay.request()
                            .header("anthropic-beta", "claude-code-20250219,effort-2025-11-24")
                            .header("anthropic-version", "2023-06-01")
                            .body(DATED)
                            .post("/model/us.anthropic.claude-opus-4-8/invoke");
                    var sent = relay.taken(told).getFirst();
                    assertThat(sent.text()).isEqualTo(DATED);
                    assertThat(sent.headers()).doesNotContainKeys("anthropic-beta", "anthropic-version");
                }),
                new Case(64, "on the wire, strictly: what is refused is refused", () -> {
                    var told = relay.request()
                            .header("X-Relay-Adapt", "strict")
                            .body(DATED)
                            .post(SONNET_45 + "/invoke");
                    assertThat(told.statusCode()).isEqualTo(400);
                    assertThat(told.asString()).contains("anthropic_version");
                    assertThat(relay.bedrock.seen()).singleElement().satisfies(sent -> assertThat(sent.text())
                            .isEqualTo(DATED));
                }),
                new Case(65, "on the wire, Nova 2: a body of Claude's", LaneCasesIT::translated),
                new Case(
                        66,
                        "on the wire, Nova 2: a body of its own",
                        () -> passes(
                                "/model/us.amazon.nova-2-lite-v1:0/invoke",
                                "{ \"messages\" : [{\"role\":\"user\",\"content\":[{\"text\":\"Gr\\u00fc\\u00dfe\"}]}] }")),
                new Case(
                        67,
                        "on the wire: Converse with betas among the model's own fields",
                        () -> passes(
                                "/model/us.anthropic.claude-opus-4-8/converse",
                                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}],"
                                        + " \"additionalModelRequestFields\":{\"anthropic_beta\":[\"a-2027-01-01\"]}}")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesAndComesAsItShould(Case each) throws Exception {
        each.check().run();
    }

    private static String dated(String model, boolean stream) {
        var told = relay.request()
                .header("anthropic-version", "2026-10-21")
                .body(HI.formatted(model, stream))
                .post("/v1/messages");
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        return told.asString();
    }

    private static List<JsonNode> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> Recorded.read(line.substring("data: ".length())))
                .toList();
    }

    private static JsonNode event(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void encodings() throws IOException {
        var recorded = Recorded.gateway("claude-opus-5");
        var plain = relay.taken(relay.messages(recorded.betas(), recorded.body().toString()));
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(recorded.body().toString().getBytes(UTF_8));
        }
        var told = relay.client(recorded.betas())
                .header("Content-Encoding", "gzip")
                .body(bytes.toByteArray())
                .post("/v1/messages");
        assertThat(relay.taken(told).getFirst().text())
                .isEqualTo(plain.getFirst().text());

        var other = encoded("br", bytes.toByteArray());
        assertThat(other.statusCode()).isEqualTo(415);
        assertThat(other.jsonPath().getString("error.type")).isEqualTo("invalid_request_error");
        assertThat(other.jsonPath().getString("error.message"))
                .isEqualTo("Content-Encoding 'br' is not supported; send gzip or none.");
        assertThat(other.jsonPath().getString("error.details.error_code"))
                .isEqualTo("request_body_encoding_unsupported");

        var broken = encoded("gzip", "no gzip at all".getBytes(UTF_8));
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.jsonPath().getString("error.details.error_code")).isEqualTo("request_body_encoding_invalid");
        assertThat(relay.bedrock.seen()).isEmpty();
    }

    private static Response encoded(String encoding, byte[] body) {
        return relay.client("").header("Content-Encoding", encoding).body(body).post("/v1/messages");
    }

    private static void wired(String session, String asked, int turn, String model) {
        var body = Recorded.of(session, asked, turn).body().toString();
        var told = relay.request().body(body).post(model + "/invoke-with-response-stream");
        assertThat(relay.taken(told)).singleElement().satisfies(sent -> assertThat(sent.text())
                .isEqualTo(body));
        assertThat(told.header("X-Relay-Adapted")).isNull();
    }

    private static void older(String model) {
        var told = relay.request().body(DATED).post(model + "/invoke");
        assertThat(relay.taken(told)).singleElement().satisfies(sent -> assertThat(sent.text())
                .isEqualTo(DATED.replace("2026-10-21", ToClaude.BEDROCK)));
        assertThat(told.header("X-Relay-Adapted")).isEqualTo("version=bedrock-2023-05-31");
    }

    private static void passes(String path, String body) {
        relay.bedrock.answers("{}");
        assertThat(relay.taken(relay.request().body(body).post(path)))
                .singleElement()
                .satisfies(sent -> assertThat(sent.text()).isEqualTo(body));
    }

    private static void translated() {
        var body = Recorded.of("b-nova", "us.amazon.nova-2-lite-v1:0", 1).body().toString();
        var told = relay.request().body(body).post("/model/us.amazon.nova-2-lite-v1:0/invoke-with-response-stream");
        assertThat(relay.taken(told)).singleElement().satisfies(sent -> assertThat(sent.path())
                .endsWith("/converse-stream"));
        assertThat(told.contentType()).isEqualTo("application/vnd.amazon.eventstream");
        var events = ScriptedBedrock.chunks(told.asByteArray()).stream()
                .map(Recorded::read)
                .toList();
        assertThat(events.getFirst().path("type").asText()).isEqualTo("message_start");
        assertThat(events.getLast().path("type").asText()).isEqualTo("message_stop");
        assertThat(events.getLast()
                        .path("amazon-bedrock-invocationMetrics")
                        .path("outputTokenCount")
                        .asInt())
                .isPositive();
        assertThat(events).noneMatch(event -> event.path("type").asText().isEmpty());
    }
}
