package io.bedrockrelay.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page's Markdown in time that grows with the text, not with its square, whatever a model writes. Needs Node.
@Timeout(60)
class MarkdownSpeedTest {
    private static final Path INLINE = Path.of("src/main/resources/web/page/markdown/inline.js");
    private static final String SCRIPT = """
            globalThis.document = { createTextNode: (t) => t,
              createElement: () => ({ append() {}, setAttribute() {}, addEventListener() {} }) };
            const { inline } = await import(process.argv[1]);
            for (const piece of [" **b", " *b", " __b", "~~x ", "`", " ``b` ", "[", "![a](", "*a **b", "<http://", "\\\\"]) {
              const text = piece.repeat(262144 / piece.length);
              const start = performance.now();
              inline(text);
              const took = performance.now() - start;
              if (took > 3000) console.log(JSON.stringify(piece), Math.round(took), "ms");
            }
            console.log("done");
            """;

    @Test
    void readsWhatNothingClosesInLinearTime() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node"))),
                "no Node here");
        var process = new ProcessBuilder(
                        "node",
                        "--experimental-default-type=module",
                        "--input-type=module",
                        "-e",
                        SCRIPT,
                        INLINE.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines().filter(line -> !line.contains("Warning") && !line.contains("--trace")))
                .containsExactly("done");
    }
}
