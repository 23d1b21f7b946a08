package io.bedrockrelay.it.edge;

import io.bedrockrelay.it.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks over HTTP/2 by curl, which sends any target as it stands; many requests one after the other on one connection.
final class Curl {
    private static final String END = "@@end-of-answer";

    private final Path folder;
    private final int port;

    /// @param folder for what curl reads and writes
    Curl(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    record Asked(String method, String target, @Nullable String key, String body) {}

    /// One for each request, in their order.
    List<PathAnswer> ask(List<Asked> requests) throws IOException, InterruptedException {
        var config = new StringBuilder();
        for (var request : requests) {
            config.append(config.isEmpty() ? "" : "next\n");
            options(config, request);
        }
        var file = Files.writeString(Files.createTempFile(folder, "curl", ".config"), config);
        var output = Files.createTempFile(folder, "curl", ".out");
        var process = new ProcessBuilder(Program.require("curl").toString(), "--config", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var answers = answers(Files.readString(output, StandardCharsets.ISO_8859_1));
        if (answers.size() != requests.size()) {
            throw new IOException(answers.size() + " answers to " + requests.size() + " requests, see " + output);
        }
        return answers;
    }

    private void options(StringBuilder config, Asked request) {
        option(config, "url", "http://127.0.0.1:" + port + "/");
        option(config, "request-target", request.target);
        option(config, "request", request.method);
        option(config, "data", request.body);
        option(config, "header", "Content-Type: application/json");
        if (request.key != null) {
            option(config, "header", "Authorization: Bearer " + request.key);
        }
        option(config, "max-time", "10");
        option(
                config,
                "write-out",
                "\\n" + END + "\\t%{http_code}\\t%{exitcode}\\t%header{x-request-id}\\t%{content_type}\\n");
        config.append("http2-prior-knowledge\nsilent\n");
    }

    private static void option(StringBuilder config, String name, String value) {
        var text = name.equals("write-out") ? value : value.replace("\\", "\\\\");
        config.append(name).append(" = \"").append(text.replace("\"", "\\\"")).append("\"\n");
    }

    private static List<PathAnswer> answers(String output) {
        var answers = new ArrayList<PathAnswer>();
        var body = new StringBuilder();
        for (var line : output.split("\n", -1)) {
            if (line.startsWith(END)) {
                answers.add(answer(line.split("\t", -1), body.toString()));
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        return answers;
    }

    /// @param told the mark, the status (000 where there was none), curl's exit code (28: it waited in vain), two
    // headers
    private static PathAnswer answer(String[] told, String body) {
        int status = Integer.parseInt(told[1]);
        if (status == 0) {
            return told[2].equals("28") ? PathAnswer.NONE : PathAnswer.CLOSED;
        }
        return PathAnswer.of(status, !told[3].isEmpty(), told[4], body);
    }
}
