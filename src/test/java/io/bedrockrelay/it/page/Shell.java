package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs what the page offers to be copied, as its reader would.
final class Shell {
    private static final int PATIENCE_SECONDS = 60;

    private Shell() {}

    /// What a script says to the end; it has to end well.
    static String run(String script) throws IOException, InterruptedException {
        return run(List.of("bash", "-euc", script));
    }

    /// What a program says to the end; it has to end well.
    ///
    /// @param command the program's name, and its arguments
    static String run(List<String> command) throws IOException, InterruptedException {
        Program.require(command.getFirst());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
