package io.bedrockrelay.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Anthropic's command line for coding, in a home of its own that knows the relay and nothing else.
///
/// @param environment what tells it where its models are
record ClaudeCode(Path program, Path home, Path work, Map<String, String> environment) {
    private static final Path PACKAGES = Path.of("src", "test", "claude-code", "node_modules");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEADLINE_SECONDS = 60;

    /// A locked version of it.
    enum Version {
        NEWEST("@anthropic-ai"),
        /// The last one of many that ask before their first call at another place than the newer ones.
        OLDER("claude-code-2-1-197");

        private final String folder;

        Version(String folder) {
            this.folder = folder;
        }
    }

    /// What it takes the relay for.
    enum Place {
        ANTHROPIC,
        BEDROCK;

        Map<String, String> settings(String relay) {
            return switch (this) {
                case ANTHROPIC -> Map.of("ANTHROPIC_BASE_URL", relay, "ANTHROPIC_AUTH_TOKEN", "none");
                case BEDROCK ->
                    Map.of(
                            "CLAUDE_CODE_USE_BEDROCK", "1",
                            "ANTHROPIC_BEDROCK_BASE_URL", relay,
                            "AWS_BEARER_TOKEN_BEDROCK", "none",
                            "AWS_REGION", "us-east-1");
            };
        }
    }

    /// @param exit how it ended: 0 for a whole answer
    /// @param events the lines of its output
    record Run(int exit, List<JsonNode> events, String errors) {

        /// Its last word, which has the answer, and what it thinks it cost.
        JsonNode result() {
            return events.isEmpty() ? JSON.missingNode() : events.getLast();
        }

        String session() {
            return result().path("session_id").asText();
        }

        /// Whether it got a whole answer in the end.
        boolean isWhole() {
            return exit == 0 && !result().path("is_error").asBoolean(true);
        }

        /// What its tools answered.
        List<String> toolResults() {
            return blocks("user", "tool_result")
                    .map(block -> block.path("content").toString())
                    .toList();
        }

        private Stream<JsonNode> blocks(String role, String type) {
            return events.stream()
                    .filter(event -> event.path("type").asText().equals(role))
                    .flatMap(event -> event.path("message").path("content").valueStream())
                    .filter(block -> block.path("type").asText().equals(type));
        }

        String told() {
            var lines = new StringBuilder("exit " + exit + "\n" + errors);
            events.stream().skip(1).forEach(event -> lines.append(event).append('\n'));
            return lines.toString();
        }
    }

    /// Skips the test where the program is not installed; on CI that is a failure.
    ///
    /// @param folder for its home, and for the folder `work` that it works in
    static ClaudeCode of(Version version, Place place, Path folder, String relay) throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        var work = Files.createDirectories(folder.resolve("work"));
        var program = Installed.program("Claude Code", PACKAGES.resolve(version.folder), Path.of("claude"));
        return new ClaudeCode(program, home, work, place.settings(relay));
    }

    /// The same with more in its environment.
    ClaudeCode with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new ClaudeCode(program, home, work, Map.copyOf(all));
    }

    /// One session, or one more turn of one (`--resume ID`). Whatever has not ended by the deadline is killed.
    Run ask(String model, String prompt, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-p",
                prompt,
                "--model",
                model,
                "--allowedTools",
                "Read,Bash,Edit,NotebookEdit",
                "--output-format",
                "stream-json",
                "--verbose"));
        command.addAll(List.of(options));
        var errors = Files.createTempFile(home, "errors", ".txt");
        var output = Files.createTempFile(home, "output", ".jsonl");
        var builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "PATH", "/usr/local/bin:/usr/bin:/bin",
                        "DISABLE_AUTOUPDATER", "1",
                        "DISABLE_TELEMETRY", "1",
                        "DISABLE_ERROR_REPORTING", "1"));
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), events(output), Files.readString(errors));
    }

    private static List<JsonNode> events(Path output) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(output)) {
            try {
                events.add(JSON.readTree(line));
            } catch (JsonProcessingException cutOff) {
                break; // It was killed in the middle of its last line.
            }
        }
        return List.copyOf(events);
    }
}
