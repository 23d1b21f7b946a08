package io.bedrockrelay.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// AWS's JavaScript client in a process of its own: one question at a time, as a line of JSON.
final class JavaScriptClient implements AutoCloseable {
    private static final Path FOLDER = Path.of("src", "test", "javascript");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private JavaScriptClient(Process process) {
        this.process = process;
        questions = process.outputWriter();
        answers = process.inputReader();
    }

    /// Node.js, if it and the client's modules are there; otherwise the test is skipped, or fails in `.ci/run`.
    static Path require() {
        var node = Program.require("node");
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            var message = "the modules of " + FOLDER + " are not installed; .ci/programs does it";
            return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
        }
        return node;
    }

    /// @param key a Bedrock API key; signed requests without one
    static JavaScriptClient start(String endpoint, String... key) throws IOException {
        var node = require();
        var command = new ArrayList<>(
                List.of(node.toString(), FOLDER.resolve("client.mjs").toString(), endpoint));
        command.addAll(List.of(key));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Whatever Region or credentials the machine has are not the test's business.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        // That the client of 2027 will want a newer one.
        builder.environment().put("NODE_NO_WARNINGS", "1");
        return new JavaScriptClient(builder.start());
    }

    JsonNode ask(JsonNode question) throws IOException {
        questions.write(JSON.writeValueAsString(question));
        questions.newLine();
        questions.flush();
        return JSON.readTree(Objects.requireNonNull(answers.readLine(), "the client has ended"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
