package io.bedrockrelay.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// OpenAI's command line for coding, with a home of its own that knows the relay and nothing else.
record Codex(Path program, Path home, Path work) {
    private static final Path INSTALLED = Path.of("src", "test", "codex", "node_modules", "@openai");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param exit how it ended: 0 for a whole turn
    /// @param events the lines of its output
    record Run(int exit, List<JsonNode> events, String errors) {

        /// The commands that it ran to their end, each with its output.
        List<String> outputs() {
            return items("command_execution").stream()
                    .map(item -> item.path("aggregated_output").asText())
                    .toList();
        }

        /// What the model said.
        String said() {
            return String.join(
                    "\n",
                    items("agent_message").stream()
                            .map(item -> item.path("text").asText())
                            .toList());
        }

        String told() {
            var lines = new StringBuilder(errors);
            events.forEach(event -> lines.append(event).append('\n'));
            return lines.toString();
        }

        private List<JsonNode> items(String type) {
            return events.stream()
                    .filter(event -> event.path("type").asText().equals("item.completed"))
                    .map(event -> event.path("item"))
                    .filter(item -> item.path("type").asText().equals(type))
                    .toList();
        }
    }

    /// Skips the test where the program is not installed; on CI that is a failure.
    static Codex at(Path folder, String relay) throws IOException {
        var home = Files.createDirectories(folder.resolve("home"));
        var work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(Files.createDirectories(home.resolve(".codex")).resolve("config.toml"), """
            model_provider = "relay"
            model_context_window = 200000
            [model_providers.relay]
            name = "Bedrock Relay"
            base_url = "%s/v1"
            env_key = "RELAY_KEY"
            wire_api = "responses"
            request_max_retries = 1
            stream_max_retries = 1
            """.formatted(relay));
        return new Codex(Installed.program("Codex", INSTALLED, Path.of("bin", "codex")), home, work);
    }

    /// One turn of a new conversation.
    ///
    /// @param options such as `-c name=value`
    Run ask(String model, String prompt, String... options) throws Exception {
        var command = new ArrayList<>(List.of("exec", "--skip-git-repo-check", "--json", "-m", model));
        command.addAll(List.of(options));
        command.add(prompt);
        return run(command);
    }

    /// One more turn of the last conversation.
    Run goOn(String model, String prompt, String... options) throws Exception {
        var command = new ArrayList<>(List.of("exec", "--skip-git-repo-check", "--json", "-m", model));
        command.addAll(List.of(options));
        command.addAll(List.of("resume", "--last", prompt));
        return run(command);
    }

    private Run run(List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var errors = Files.createTempFile(home, "errors", ".txt");
        var output = Files.createTempFile(home, "output", ".jsonl");
        var builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("HOME", home.toString(), "RELAY_KEY", "none", "PATH", "/usr/local/bin:/usr/bin:/bin"));
        var process = builder.start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var events = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(output)) {
            events.add(JSON.readTree(line));
        }
        return new Run(process.waitFor(), List.copyOf(events), Files.readString(errors));
    }

    /// A directive that has the emulator call a tool once for each input.
    static String call(String tool, String... inputs) {
        var encoded = List.of(inputs).stream()
                .map(input ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(input.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return "call=" + tool + " input=" + String.join(",", encoded);
    }
}
