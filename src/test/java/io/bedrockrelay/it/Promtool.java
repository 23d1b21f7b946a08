package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prometheus's own checker.
final class Promtool {
    private Promtool() {}

    /// Fails unless promtool is content.
    static void run(String... arguments) throws IOException, InterruptedException {
        run(Path.of("/dev/null"), arguments);
    }

    /// @param input what promtool reads from its standard input
    static void run(Path input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Program.require("promtool").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File(input.toString()))
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
