package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.emulator.RecordedRequest;
import io.bedrockrelay.it.ClaudeCode.Place;
import io.bedrockrelay.it.ClaudeCode.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real Claude Code where something goes wrong: what Bedrock refuses is mended by the relay, or by the client,
/// which knows Bedrock's words; and it waits, falls back and gives up as the relay tells it.
@Timeout(150)
class ClaudeCodeTroubleIT {
    private static final Map<String, String> SETTINGS =
            Map.of("relay.retry.attempts", "1", "relay.stream.keep-alive", "1s");
    /// How each of its requests went, as the access log tells it.
    private static final Pattern MESSAGES = Pattern.compile("POST /v1/messages (\\d{3}) .* asked=(\\S+)");
    private static final String OPUS = "claude-opus-4-8";
    private static final ObjectMapper JSON = new ObjectMapper();
    /// Of one pixel.
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    private static int keys;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ClaudeCode client;

    private int logged;

    @BeforeAll
    static void start() throws Exception {
        relay = OwnRelay.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @BeforeEach
    void settle() throws Exception {
        client = ClaudeCode.of(Version.NEWEST, Place.ANTHROPIC, folder, relay.url());
        logged = relay.process().log().length();
    }

    /// The client hears nothing of it, and what was refused is not in the request that was answered.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            claude-opus-5     | /messages/1/role | user | messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.
            claude-sonnet-5   | /messages/1/role | user | role 'system' is not supported on this model
            claude-opus-4-7   | /anthropic_beta  | ["interleaved-thinking-2025-05-14","context-management-2025-06-27","tool-search-tool-2025-10-19","thinking-display-updates-2026-08-18"] | Unexpected value(s) `thinking-token-count-2026-05-13` for the `anthropic-beta` header.
            claude-sonnet-4-5 | /context_management |  | context_management: Extra inputs are not permitted
            claude-opus-4-5   | /output_config   |     | This model does not support the effort parameter.
            claude-sonnet-4-6 | /thinking/type   | enabled | adaptive thinking is not supported on this model
            claude-haiku-4-5  | /thinking        |     | "thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.
            """)
    void whatTheRelayMends(String model, String place, String value, String words) throws Exception {
        var run = client.ask(model, "Go. " + refusedOnce(words));

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).isEqualTo(List.of("200 " + model));
        var sent = asked();
        assertThat(sent).hasSize(2);
        assertThat(at(sent.getFirst(), place)).isNotEqualTo(value == null ? "" : value);
        assertThat(at(sent.getLast(), place)).isEqualTo(value == null ? "" : value);
    }

    @Test
    void tooManyTokensToAnswerWithAreFewerTheNextTime() throws Exception {
        var run = client.ask(
                OPUS,
                "Go. "
                        + refusedOnce("input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000,"
                                + " decrease input length or `max_tokens` and try again"));

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).isEqualTo(List.of("400 " + OPUS, "200 " + OPUS));
        assertThat(Integer.parseInt(at(asked().getLast(), "/max_tokens"))).isLessThan(10_000);
    }

    @Test
    void aConversationThatIsTooLongIsMadeShorter() throws Exception {
        var first = client.ask(OPUS, "Hello [[emulate: text]]");
        var run = resumed(first, OPUS, "Go on. " + refusedOnce("prompt is too long: 250000 tokens > 200000 maximum"));

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).startsWith("200 " + OPUS, "400 " + OPUS).endsWith("200 " + OPUS);
        assertThat(relay.bedrock().lastRequests().getLast().text())
                .contains("continued from a previous conversation")
                .doesNotContain("Hello [[emulate");
    }

    @Test
    void thoughtsWithAnotherSignatureAreLeftOut() throws Exception {
        var first = client.ask(OPUS, "Hello [[emulate: text]]");
        var run = resumed(
                first, OPUS, "Go on. " + refusedOnce("messages.2.content.0: Invalid `signature` in `thinking` block"));

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).isEqualTo(List.of("200 " + OPUS, "400 " + OPUS, "200 " + OPUS));
        var sent = asked();
        assertThat(sent.get(sent.size() - 2).text()).contains("\"type\":\"thinking\"");
        assertThat(sent.getLast().text()).doesNotContain("\"type\":\"thinking\"");
    }

    @Test
    void aPictureThatCannotBeReadIsLeftOut() throws Exception {
        var picture = client.work().resolve("pixel.png");
        Files.write(picture, Base64.getDecoder().decode(PICTURE));
        var first = client.ask(OPUS, "Go. [[emulate: turns=Read{\"file_path\":\"" + picture + "\"}]]");
        var run = resumed(
                first, OPUS, "Go on. " + refusedOnce("messages.2.content.0.tool_result: Could not process image"));

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).contains("400 " + OPUS).endsWith("200 " + OPUS);
        var sent = asked();
        assertThat(sent.get(sent.size() - 2).text()).contains("\"image/png\"");
        assertThat(sent.getLast().text()).doesNotContain("\"image/png\"");
    }

    @Test
    void aSessionGoesFromOneVendorToAnother() throws Exception {
        var run = client.ask("amazon.nova-2-lite-v1:0", "Hello [[emulate: text]]");
        for (var model : List.of(OPUS, "claude-sonnet-4-5", "gpt-oss-120b")) {
            assertThat(run.isWhole()).as(run.told()).isTrue();
            run = resumed(run, model, "Go on. [[emulate: text]]");
        }
        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses())
                .isEqualTo(List.of(
                        "200 amazon.nova-2-lite-v1:0", "200 " + OPUS, "200 claude-sonnet-4-5", "200 gpt-oss-120b"));
    }

    @ParameterizedTest
    @CsvSource({"unavailable times=2, 529, 2", "throttle retry-after=1 times=1, 429, 1"})
    void whatPassesIsWaitedFor(String words, int status, int times) throws Exception {
        var run = client.ask(OPUS, "Go. [[emulate: text " + words + " key=" + ++keys + "]]");

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).hasSize(times + 1).endsWith("200 " + OPUS);
        assertThat(statuses().subList(0, times)).containsOnly(status + " " + OPUS);
    }

    @Test
    void aModelWithoutCapacityGivesWayToAnother() throws Exception {
        var run = client.ask(
                OPUS,
                "Go. [[emulate: text unavailable times=3 key=" + ++keys + "]]",
                "--fallback-model",
                "claude-sonnet-4-5");

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(run.result().path("result").asText()).contains("Claude Sonnet 4.5");
        assertThat(statuses()).isEqualTo(List.of("529 " + OPUS, "529 " + OPUS, "529 " + OPUS, "200 claude-sonnet-4-5"));
    }

    @Test
    void aQuotaOfTheDayIsToldAtOnce() throws Exception {
        var run = client.ask(OPUS, "Go. [[emulate: text throttle-day]]");

        assertThat(run.isWhole()).isFalse();
        assertThat(run.result().path("result").asText()).contains("This quota is counted by the day");
        assertThat(statuses()).isEqualTo(List.of("429 " + OPUS));
    }

    /// Bedrock is silent for three times as long as the client bears.
    @Test
    void aLongThoughtIsWaitedForAsLongAsThereArePings() throws Exception {
        var run = client.with(Map.of(
                        "CLAUDE_ENABLE_STREAM_WATCHDOG", "1",
                        "CLAUDE_ENABLE_BYTE_WATCHDOG", "1",
                        "CLAUDE_STREAM_IDLE_TIMEOUT_MS", "4000",
                        "CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS", "4000",
                        "CLAUDE_STREAM_FIRST_BYTE_TIMEOUT_MS", "12000"))
                .ask(OPUS, "Go. [[emulate: text first-delay=12s]]");

        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(statuses()).isEqualTo(List.of("200 " + OPUS));
    }

    @Test
    void modelsAreFound() throws Exception {
        client.with(Map.of("CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY", "1")).ask(OPUS, "Go. [[emulate: text]]");

        var found = JSON.readTree(Files.readString(client.home().resolve(".claude/cache/gateway-models.json")));
        assertThat(found.path("models").findValuesAsText("id"))
                .hasSizeGreaterThan(5)
                .allMatch(id -> id.contains("claude"));
    }

    private ClaudeCode.Run resumed(ClaudeCode.Run run, String model, String prompt)
            throws IOException, InterruptedException {
        return client.ask(model, prompt, "--resume", run.session());
    }

    /// A directive for a plain answer once it was refused in these words.
    private static String refusedOnce(String words) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(StandardCharsets.UTF_8));
        return "[[emulate: text words=" + text + " times=1 key=" + ++keys + "]]";
    }

    /// What became of each request since the test began, and of which model it was.
    private List<String> statuses() throws IOException {
        return MESSAGES.matcher(relay.process().log().substring(logged))
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    /// What Bedrock was asked with the directive of the test's last turn.
    private static List<RecordedRequest> asked() {
        return relay.bedrock().lastRequests().stream()
                .filter(request -> request.text().contains("key=" + keys + "]]"))
                .toList();
    }

    private static String at(RecordedRequest request, String place) throws IOException {
        JsonNode found = JSON.readTree(request.text()).at(place);
        return found.isValueNode() ? found.asText() : found.isMissingNode() ? "" : found.toString();
    }
}
