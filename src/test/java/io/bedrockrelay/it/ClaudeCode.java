package io.bedrockrelay.it;

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

/// Anthropic's command line for coding, in a home of its own that knows the relay and nothing else.
///
/// @param environment what tells it where its models are
record ClaudeCode(Path program, Path home, Path work, Map<String, String> environment) {
    private static final Path PACKAGES = Path.of("src", "test", "claude-code", "node_modules");
    private static final ObjectMapper JSON = new ObjectMapper();

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

        /// What its tools answered.
        List<String> toolResults() {
            var results = new ArrayList<String>();
            for (var event : events) {
                if (event.path("type").asText().equals("user")) {
                    for (JsonNode block : event.path("message").path("content")) {
                        if (block.path("type").asText().equals("tool_result")) {
                            results.add(block.path("content").toString());
                        }
                    }
                }
            }
            return results;
        }

        String told() {
            var lines = new StringBuilder("exit " + exit + "\n" + errors);
            events.stream().skip(1).forEach(event -> lines.append(event).append('\n'));
            return lines.toString();
        }
    }

    /// One that takes the relay for Anthropic.
    static ClaudeCode gateway(Version version, Path folder, String relay) throws IOException {
        return at(version, folder, Map.of("ANTHROPIC_BASE_URL", relay, "ANTHROPIC_AUTH_TOKEN", "none"));
    }

    /// One that takes the relay for Bedrock.
    static ClaudeCode bedrock(Version version, Path folder, String relay) throws IOException {
        return at(
                version,
                folder,
                Map.of(
                        "CLAUDE_CODE_USE_BEDROCK", "1",
                        "ANTHROPIC_BEDROCK_BASE_URL", relay,
                        "AWS_BEARER_TOKEN_BEDROCK", "none",
                        "AWS_REGION", "us-east-1"));
    }

    /// Skips the test where the program is not installed; on CI that is a failure.
    private static ClaudeCode at(Version version, Path folder, Map<String, String> environment) throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        var work = Files.createDirectories(folder.resolve("work"));
        var program = Installed.program("Claude Code", PACKAGES.resolve(version.folder), Path.of("claude"));
        return new ClaudeCode(program, home, work, environment);
    }

    /// The same with more in its environment.
    ClaudeCode with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new ClaudeCode(program, home, work, Map.copyOf(all));
    }

    /// One session, or one more turn of one (`--resume ID`).
    Run ask(String model, String prompt, String... options) throws Exception {
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
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var events = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(output)) {
            events.add(JSON.readTree(line));
        }
        return new Run(process.waitFor(), List.copyOf(events), Files.readString(errors));
    }
}
