package io.bedrockrelay.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What libraries of another language found when they asked the relay: a process that prints a line of JSON for each
/// library, feature, model and way of answering.
final class Trials {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<String>> faults = new TreeMap<>();

    private Trials() {}

    /// A program or a folder that `.ci/programs` installs; otherwise the test is skipped, or fails in `.ci/run`.
    static Path require(Path installed) {
        if (!Files.exists(installed)) {
            var message = installed + " is not there; .ci/programs installs it";
            return "true".equals(System.getenv("CI")) ? fail(message) : abort(message);
        }
        return installed.toAbsolutePath();
    }

    /// Runs the process to its end.
    ///
    /// @param folder where it runs
    Trials run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("trials", ".jsonl");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(Files.createTempFile("trials", ".log").toFile())
                .start();
        boolean ended = process.waitFor(8, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        for (var line : Files.readAllLines(output)) {
            note(line);
        }
        if (!ended || process.exitValue() != 0) {
            fail(command + " did not end well: " + (ended ? process.exitValue() : "it took too long"));
        }
        return this;
    }

    static Trials none() {
        return new Trials();
    }

    private void note(String line) throws IOException {
        var told = JSON.readTree(line);
        var found = faults.computeIfAbsent(
                key(
                        told.path("client").asText(),
                        told.path("feature").asText(),
                        told.path("streamed").asBoolean()),
                _ -> new ArrayList<>());
        if (!told.path("fault").isNull()) {
            found.add(told.path("model").asText() + ": " + told.path("fault").asText());
        }
    }

    /// What was wrong with a library's feature; a failure where nothing of the kind was tried.
    List<String> faults(Client client, Feature feature, boolean streamed) {
        var found = faults.get(key(client.name(), feature.name(), streamed));
        return found == null ? List.of("not tried") : found;
    }

    private static String key(String client, String feature, boolean streamed) {
        return client + " " + feature + (streamed ? " streamed" : " whole");
    }
}
