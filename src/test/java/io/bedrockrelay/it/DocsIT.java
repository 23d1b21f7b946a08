package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command with curl in README and docs, word for word, against the packaged application.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class DocsIT {
    private static final String INDENT = "    ";

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    /// @param faults whether the document is about what goes wrong
    record Command(String document, String text, boolean faults) {
        @Override
        public String toString() {
            return document + ": " + text.substring(0, Math.min(70, text.length()));
        }
    }

    static List<Command> commands() throws IOException {
        var commands = new ArrayList<Command>();
        for (var name : List.of("README.md", "docs/api.md", "docs/clients.md", "docs/try-faults.md")) {
            var lines = Files.readAllLines(Path.of(name));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(INDENT + "curl ")) {
                    var text = new StringBuilder(lines.get(i).strip());
                    while (text.charAt(text.length() - 1) == '\\') {
                        text.append('\n').append(lines.get(++i));
                    }
                    commands.add(new Command(name, text.toString(), name.endsWith("try-faults.md")));
                }
            }
        }
        assertThat(commands).hasSizeGreaterThan(15);
        return commands;
    }

    @Test
    void theExampleForAwssClientsWorksOverHttp() throws Exception {
        Assumptions.assumeTrue(
                run("python3", "-c", "import boto3").code() == 0, "no boto3 for python3 on this machine");
        var page = Files.readString(Path.of("docs/clients.md"));
        int start = page.indexOf("```python\n") + "```python\n".length();
        var program = page.substring(start, page.indexOf("```", start))
                .replace("localhost:8080", "localhost:" + RestAssured.port);

        var ended = run("python3", "-c", program);

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("Claude Sonnet 4.5");
    }

    private record Ended(int code, String said) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void works(Command command) throws Exception {
        Program.require("curl");
        var text = command.text().replace("localhost:8080", "localhost:" + RestAssured.port);
        var process = new ProcessBuilder("bash", "-c", text)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(answer).isZero();
        if (command.faults()) {
            assertThat(answer).containsAnyOf("429", "event: error", "n=20;", "403");
            assertThat(answer).doesNotContain("500 Internal");
        } else {
            assertThat(answer).isNotBlank().doesNotContain("\"status\":\"fail\"", "\"error\"", "event: error");
        }
    }
}
