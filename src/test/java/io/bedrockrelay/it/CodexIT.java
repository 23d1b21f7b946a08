package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real Codex works with the packaged relay: it runs commands, changes files, goes on after a restart, and never
/// takes a broken answer for a whole one.
@Timeout(150)
class CodexIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "relay.retry.attempts", "1",
            "relay.stream.keep-alive", "250ms",
            "relay.stream.first-event-patience", "1s",
            "relay.aliases.\"gpt-5.5\"", "claude-sonnet-4-5");
    private static final String THINKING = "model_supports_reasoning_summaries=true";

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Codex codex;

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
        codex = Codex.at(folder, relay.url());
        Files.writeString(codex.work().resolve("a.txt"), "apples\n");
        Files.writeString(codex.work().resolve("b.txt"), "bananas\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-sonnet-4-5",
                "claude-haiku-4-5",
                "claude-opus-4-5",
                "claude-sonnet-4-6",
                "amazon.nova-2-lite-v1:0",
                "gpt-oss-120b",
                "qwen.qwen3-coder-30b-a3b-v1:0",
                "meta.llama4-maverick-17b-instruct-v1:0",
            })
    void aCommandIsRunAndItsOutputAnswered(String model) throws Exception {
        long before = asked();
        var run = codex.ask(model, "Read it. " + directive(reading("a.txt")));
        whole(run);
        assertThat(run.outputs()).containsExactly("apples\n");
        assertThat(run.said()).contains("The tools say", "exited with code 0");
        assertThat(asked() - before).isEqualTo(2);
        assertThat(relay.bedrock().lastRequests().getLast().text()).contains("\"toolResult\"", "apples");
    }

    @Test
    void twoCommandsRunInOneTurn() throws Exception {
        var run = codex.ask(
                "claude-sonnet-4-5", "Read both. " + directive(Codex.call("exec_command", cat("a.txt"), cat("b.txt"))));
        whole(run);
        assertThat(run.outputs()).containsExactlyInAnyOrder("apples\n", "bananas\n");
        assertThat(relay.bedrock().lastRequests().getLast().text()).contains("apples", "bananas");
    }

    @Test
    void aConversationWithThoughtsGoesOnAtAnotherRelay() throws Exception {
        var thinking = new String[] {"-c", THINKING, "-c", "model_reasoning_effort=low"};
        var first = codex.ask("claude-sonnet-4-6", "Read it. " + directive(reading("a.txt")), thinking);
        whole(first);
        assertThat(relay.bedrock().lastRequests().getLast().text())
                .as("the thought and its proof, which the emulator checks")
                .contains("\"signature\"");
        try (var other = OwnRelay.start(SETTINGS)) {
            var elsewhere = new String[] {
                "-c",
                THINKING,
                "-c",
                "model_reasoning_effort=low",
                "-c",
                "model_providers.relay.base_url=\"" + other.url() + "/v1\""
            };
            for (var name : new String[] {"b.txt", "a.txt", "b.txt"}) {
                var next = codex.goOn("claude-sonnet-4-6", "Read on. " + directive(reading(name)), elsewhere);
                whole(next);
                assertThat(next.outputs()).hasSize(1);
            }
            assertThat(other.bedrock().lastRequests().getLast().text().split("\"signature\"", -1))
                    .as("a proof for each thought before")
                    .hasSizeGreaterThan(4);
        }
    }

    @Test
    void aCustomToolChangesAFile() throws Exception {
        var patch = "{\"input\":\"*** Begin Patch\\n*** Add File: c.txt\\n+cherries\\n*** End Patch\\n\"}";
        var run =
                codex.ask("gpt-5.5", "Add it. " + directive(Codex.call("apply_patch", patch)), "-s", "workspace-write");
        whole(run);
        assertThat(codex.work().resolve("c.txt")).hasContent("cherries\n");
    }

    @Test
    void anImageThatAToolShowsReachesTheModel() throws Exception {
        Files.write(codex.work().resolve("p.png"), Base64.getDecoder().decode(Clients.PIXEL));
        var path = codex.work().resolve("p.png");
        var run = codex.ask(
                "claude-sonnet-4-5",
                "Look at it. " + directive(Codex.call("view_image", "{\"path\":\"" + path + "\"}")));
        whole(run);
        assertThat(relay.bedrock().lastRequests().getLast().text()).contains("\"image\"", "\"toolResult\"");
    }

    @Test
    void aWishForAWebSocketFallsBackAtOnce() throws Exception {
        var run = codex.ask(
                "claude-sonnet-4-5",
                "Read it. " + directive(reading("a.txt")),
                "-c",
                "model_providers.relay.supports_websockets=true");
        whole(run);
        // Its own log names the attempt; its user must hear of none.
        assertThat(run.events().toString()).doesNotContainIgnoringCase("websocket", "reconnecting");
    }

    @Test
    void aLongSilenceIsNoEnd() throws Exception {
        var run = codex.ask(
                "claude-sonnet-4-5",
                "Wait. [[emulate: text first-delay=12s]]",
                "-c",
                "model_providers.relay.stream_idle_timeout_ms=3000");
        whole(run);
        assertThat(run.said()).isNotBlank();
    }

    /// With one try more for each request that was refused for the moment, and one for a stream that broke.
    @ParameterizedTest
    @CsvSource({
        "validation, 1",
        "too-long, 1",
        "not-found, 1",
        "busy, 4",
        "cut after=4, 2",
        "exception=modelStreamErrorException after=4, 2",
        "exception=validationException after=4, 1",
        "without=messageStop, 2",
    })
    void aFailureIsToldAndNeverTakenForAnAnswer(String words, int calls) throws Exception {
        long before = asked();
        var run = codex.ask("nova-pro", "Tell me more. [[emulate: text " + words + "]]");
        assertThat(run.exit()).as(run.told()).isNotZero();
        assertThat(run.events())
                .as(run.told())
                .anyMatch(event -> event.path("type").asText().equals("turn.failed"));
        assertThat(asked() - before).as(run.told()).isEqualTo(calls);
    }

    @Test
    void aBrokenAnswerIsAskedForOnceMore() throws Exception {
        var run = codex.ask("nova-pro", "Tell me more. [[emulate: text cut after=4 times=1 key=codex]]");
        whole(run);
        assertThat(run.said()).contains("Tell me more");
    }

    private static void whole(Codex.Run run) {
        assertThat(run.exit()).as(run.told()).isZero();
        assertThat(run.events())
                .as(run.told())
                .noneMatch(event -> event.path("type").asText().equals("turn.failed"));
    }

    private static String directive(String words) {
        return "[[emulate: " + words + "]]";
    }

    private static String reading(String name) {
        return Codex.call("exec_command", cat(name));
    }

    private static String cat(String name) {
        return "{\"cmd\":\"cat " + name + "\"}";
    }

    /// A model that cannot stream its calls of tools is asked for a whole answer.
    private static long asked() {
        return relay.bedrock().requests("ConverseStream") + relay.bedrock().requests("Converse");
    }
}
