package io.bedrockrelay.bench.report;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that lives as long as this one needs it, and no longer: its standard input ends with us.
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;

    private Child(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /// @param log where its messages go; null: where ours go
    static Child start(List<String> command, File log) throws IOException {
        var builder = new ProcessBuilder(command);
        // Whatever Region or credentials the machine has are not the benchmark's business.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        if (log == null) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true).redirectOutput(log);
        }
        var child = new Child(builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
        return child;
    }

    String pid() {
        return String.valueOf(process.pid());
    }

    boolean alive() {
        return process.isAlive();
    }

    String readLine() throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException("a process of the benchmark has ended");
        }
        return line;
    }

    void writeLine(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
