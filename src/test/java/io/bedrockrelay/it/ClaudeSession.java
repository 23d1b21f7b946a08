package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.RecordedRequest;
import io.bedrockrelay.it.ClaudeCode.Place;
import io.bedrockrelay.it.ClaudeCode.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A session of five turns with tools that [ClaudeCode] had with a relay: it reads a notebook, looks for the tool
/// that edits notebooks, edits it, and reads a file and counts it at once.
///
/// @param model the name that was asked for
/// @param run what became of it
/// @param seen what Bedrock was asked in it, repeats included
/// @param notebook what it left in the notebook
record ClaudeSession(String model, ClaudeCode.Run run, List<RecordedRequest> seen, String notebook) {
    private static final int TURNS = 5;
    private static final String NOTEBOOK = """
            {"cells": [{"cell_type": "code", "id": "one", "source": ["1"], "metadata": {}, "outputs": [],
             "execution_count": null}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""";
    /// A request that a client was refused, as the access log tells it.
    private static final Pattern REFUSED =
            Pattern.compile("(POST|GET|HEAD) (\\S+) (4\\d\\d|5\\d\\d) .* asked=(\\S+).*");

    /// @param folder that nobody else uses
    static ClaudeSession held(OwnRelay relay, Version version, Place place, Path folder, String model)
            throws IOException, InterruptedException {
        var client = ClaudeCode.of(version, place, folder, relay.url());
        var text = client.work().resolve("a.txt");
        var notebook = client.work().resolve("n.ipynb");
        Files.writeString(text, "apples\n");
        Files.writeString(notebook, NOTEBOOK);
        var turns = String.join(
                ";",
                read(notebook),
                "ToolSearch{\"query\":\"select:NotebookEdit\"}",
                "NotebookEdit{\"notebook_path\":\"" + notebook + "\",\"cell_id\":\"one\",\"new_source\":\"2\"}",
                read(text) + "+Bash{\"command\":\"wc<a.txt\"}");
        var run = client.ask(model, "Go. [[emulate: turns=" + turns + "]]");
        // The title of a session is asked for besides, without tools; the folder tells it from other sessions.
        var seen = relay.bedrock().lastRequests().stream()
                .filter(request -> request.text().contains("[[emulate: turns=")
                        && request.text().contains(notebook.toString())
                        && request.text().contains("\"Read\""))
                .toList();
        return new ClaudeSession(model, run, seen, Files.readString(notebook));
    }

    private static String read(Path file) {
        return "Read{\"file_path\":\"" + file + "\"}";
    }

    /// Nothing was lost on either side.
    ///
    /// @param repeats how often the relay may have had to learn
    void isWhole(OwnRelay relay, int repeats) throws IOException {
        assertThat(run.isWhole()).as(run.told()).isTrue();
        assertThat(run.toolResults()).as(run.told()).hasSize(TURNS);
        // It counts its own messages: the last answer, and one for each result of a tool.
        assertThat(run.result().path("num_turns").asInt()).as(run.told()).isEqualTo(TURNS + 1);
        assertThat(notebook).as(run.told()).contains("\"2\"");
        assertThat(seen.size()).as("requests to Bedrock").isBetween(TURNS, TURNS + repeats);
        assertThat(seen.getLast().text()).contains("apples").contains("1 1 7");
        assertThat(refused(relay)).as(run.told()).isEmpty();
        var usage = run.result().path("modelUsage").path(model);
        assertThat(usage.path("outputTokens").asInt()).as(run.told()).isPositive();
        assertThat(usage.path("inputTokens").asInt()
                        + usage.path("cacheReadInputTokens").asInt()
                        + usage.path("cacheCreationInputTokens").asInt())
                .as(run.told())
                .isGreaterThan(10_000);
    }

    /// What clients were refused of this model.
    private List<String> refused(OwnRelay relay) throws IOException {
        return REFUSED.matcher(relay.process().log())
                .results()
                .filter(found -> found.group(4).equals(model))
                .map(found -> found.group())
                .toList();
    }
}
