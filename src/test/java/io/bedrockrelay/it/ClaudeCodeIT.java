package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.RecordedRequest;
import io.bedrockrelay.it.ClaudeCode.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real Claude Code works with the packaged relay, whichever model it is given: as a gateway in Anthropic's place
/// and as a gateway in Bedrock's.
@Timeout(150)
class ClaudeCodeIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "relay.retry.attempts", "1",
            "relay.stream.first-event-patience", "1s");
    /// A request that its client was refused, as the access log tells it.
    private static final Pattern REFUSED = Pattern.compile("(POST|GET|HEAD) (\\S+) (4\\d\\d) .*");
    private static final String NOTEBOOK = """
            {"cells": [{"cell_type": "code", "id": "one", "source": ["1"], "metadata": {}, "outputs": [],
             "execution_count": null}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""";

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

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
        var work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("a.txt"), "apples\n");
        Files.writeString(work.resolve("n.ipynb"), NOTEBOOK);
        logged = relay.process().log().length();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-4-1",
                "claude-sonnet-4-5",
                "claude-haiku-4-5",
                "claude-opus-4-5",
                "claude-sonnet-4-6",
                "claude-opus-4-7",
                "claude-opus-4-8",
                "claude-sonnet-5",
                "claude-opus-5",
                "amazon.nova-2-lite-v1:0",
                "amazon.nova-lite-v1:0",
                "gpt-oss-120b",
                "openai.gpt-5.6-sol",
                "qwen.qwen3-32b-v1:0",
                "moonshotai.kimi-k2.5",
                "zai.glm-5",
                "deepseek.v3.2",
                "mistral.mistral-large-3-675b-instruct",
                "meta.llama4-maverick-17b-instruct-v1:0",
            })
    void fiveTurnsWithToolsByTheGateway(String model) throws Exception {
        fiveTurns(ClaudeCode.gateway(Version.NEWEST, folder, relay.url()), model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "us.anthropic.claude-sonnet-4-6",
                "us.anthropic.claude-opus-4-7",
                "us.anthropic.claude-opus-4-8",
                "us.anthropic.claude-opus-5",
            })
    void fiveTurnsWithToolsInPlaceOfBedrock(String model) throws Exception {
        fiveTurns(ClaudeCode.bedrock(Version.NEWEST, folder, relay.url()), model);
    }

    private void fiveTurns(ClaudeCode client, String model) throws Exception {
        var run = client.ask(
                model,
                "Go. "
                        + turns(
                                read("n.ipynb"),
                                "ToolSearch{\"query\":\"select:NotebookEdit\"}",
                                "NotebookEdit{\"notebook_path\":\"" + path("n.ipynb")
                                        + "\",\"cell_id\":\"one\",\"new_source\":\"2\"}",
                                read("a.txt") + "+Bash{\"command\":\"wc<a.txt\"}"));
        whole(run);
        assertThat(run.result().path("num_turns").asInt()).as(run.told()).isEqualTo(5);
        assertThat(run.toolResults()).as(run.told()).hasSize(5);
        assertThat(Files.readString(path("n.ipynb"))).as(run.told()).contains("\"2\"");
        assertThat(lastBody(run)).contains("apples");
        assertThat(refused()).as(run.told()).isEmpty();
    }

    private static void whole(ClaudeCode.Run run) {
        assertThat(run.exit()).as(run.told()).isZero();
        assertThat(run.result().path("is_error").asBoolean(true)).as(run.told()).isFalse();
    }

    /// Calls of tools, turn after turn, and then text.
    private static String turns(String... calls) {
        return "[[emulate: turns=" + String.join(";", calls) + "]]";
    }

    private String read(String name) {
        return "Read{\"file_path\":\"" + path(name) + "\"}";
    }

    private Path path(String name) {
        return folder.resolve("work").resolve(name);
    }

    /// What the client was refused since the test began.
    private List<String> refused() throws IOException {
        return REFUSED.matcher(relay.process().log().substring(logged))
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static String lastBody(ClaudeCode.Run run) {
        return relay.bedrock().lastRequests().stream()
                .map(RecordedRequest::text)
                .filter(text -> text.contains("[[emulate:"))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError(run.told()));
    }
}
