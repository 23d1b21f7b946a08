package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// Answers that a page must survive: markup that would run, lines that would break the layout, and very many pieces.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class HostileIT extends PageCase {
    private static final String ATTACKS = """
            <script>window.hacked = 1</script> <img src=x onerror="window.hacked = 2"> <svg onload=window.hacked=3>

            <iframe srcdoc="<script>parent.hacked = 4</script>"></iframe> <style>body { display: none }</style>

            <form action="https://example.com"><input name=key><button>send</button></form>

            [one](javascript:window.hacked=5) [two](JaVaScRiPt:window.hacked=6) [three](data:text/html,<script>7</script>)
            [four](//example.com/x) ![five](https://example.com/spy.png) [six](https://example.com/ok "title")
            <javascript:window.hacked=8> <https://example.com/auto> https://example.com/bare?x=<script>

            > <b onclick="window.hacked = 9">quoted</b>

            - <a href="javascript:window.hacked=10">in a list</a>

            | <img src=x onerror=window.hacked=11> | b |
            |---|---|
            | <script>window.hacked = 12</script> | [x](javascript:window.hacked=13) |

            ```html
            <script>window.hacked = 14</script></code></pre><script>window.hacked = 15</script>
            ```
            """;

    @BeforeEach
    void open() {
        browser.open("#/playground?region=us-east-1&model=anthropic.claude-sonnet-4-6");
        browser.awaitText(".invoked-as", "us.anthropic.claude-sonnet-4-6");
    }

    @Test
    void markupStaysTextAndOnlyHttpIsLinked() {
        echo(ATTACKS);

        assertThat(browser.is("window.hacked === undefined")).as("nothing ran").isTrue();
        assertThat(browser.all(".answer :is(script, img, iframe, style, form, object, embed, link, meta, base)"))
                .isEmpty();
        assertThat(browser.number("""
                        [...document.querySelectorAll('.answer *')].flatMap((node) => [...node.attributes])
                            .filter((each) => each.name.startsWith('on') || each.name === 'style').length""")).isZero();
        assertThat(browser.texts(".answer .markdown").getFirst())
                .contains("<script>window.hacked = 1</script>", "<b onclick=", "</code></pre>");
        assertThat(browser.all(".answer a")).hasSize(5).allSatisfy(link -> {
            assertThat(link.getDomAttribute("href")).startsWith("https://example.com/");
            assertThat(link.getDomAttribute("rel")).contains("noopener", "noreferrer");
            assertThat(link.getDomAttribute("target")).isEqualTo("_blank");
        });
    }

    @Test
    void hundredKilobytesWithLongLinesKeepTheLayout() {
        var text = new StringBuilder("x".repeat(9_000)).append("\n\n");
        text.append("```\n").append("y".repeat(9_000)).append("\n```\n\n");
        text.append("| ").append("z".repeat(3_000)).append(" | b |\n|---|---|\n| 1 | 2 |\n\n");
        for (int part = 0; text.length() < 100_000; part++) {
            text.append("## Part %d\n\nSome **bold** text, `code`, a [link](https://example.com/%d).\n\n"
                    .formatted(part, part));
            text.append("- one\n- two\n  1. three\n\n> quoted\n\n```java\nvar x = %d;\n```\n\n".formatted(part));
        }
        text.append("The very end.");

        echo(text.toString());

        browser.awaitText(".answer .markdown > :last-child", "The very end.");
        for (var place : new String[] {"document.documentElement", "document.querySelector('.transcript')"}) {
            assertThat(browser.is(place + ".scrollWidth <= " + place + ".clientWidth"))
                    .as(place + " is not scrolled sideways")
                    .isTrue();
        }
        browser.narrow();
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }

    @Test
    void fiveThousandPiecesLeaveThePageResponsive() throws IOException {
        browser.run("""
                window.tasks = [];
                new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((each) => each.duration)))
                    .observe({type: 'longtask'});
                window.frames = 0;
                const count = () => { window.frames += 1; requestAnimationFrame(count); };
                requestAnimationFrame(count);
                window.begun = performance.now();
                """);
        browser.labelled("Prompt").sendKeys("Go. [[emulate: events=5000 size=24]]", Keys.ENTER);
        browser.awaitText(".answer .markdown", "n=5000;");
        browser.awaitCount(".answer[aria-busy]", 0);

        long tasks = browser.number("window.tasks.length");
        long longest = browser.number("Math.round(Math.max(0, ...window.tasks))");
        long blocked = browser.number("Math.round(window.tasks.reduce((sum, each) => sum + each - 50, 0))");
        var told = "5000 pieces: %d long tasks, the longest %d ms, blocked %d ms of %d ms, %d frames"
                .formatted(
                        tasks,
                        longest,
                        blocked,
                        browser.number("Math.round(performance.now() - window.begun)"),
                        browser.number("window.frames"));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "page-responsiveness.txt"), told + "\n");
        assertThat(browser.number("document.querySelector('.answer .markdown').textContent.length"))
                .isEqualTo(5000 * 24);
        // The figures are for a reader, since a machine that also builds takes its time. A page that drew everything
        // anew with each piece would be blocked for tens of seconds.
        assertThat(longest).as(told).isLessThan(3_000);
        assertThat(tasks).as(told).isLessThan(100);
    }

    /// Lets the model say this, and waits for the end.
    private void echo(String text) {
        browser.paste(browser.labelled("Prompt"), text + "\n[[emulate: echo]]");
        browser.labelled("Prompt").sendKeys(Keys.ENTER);
        browser.see(".answer");
        browser.awaitCount(".answer[aria-busy]", 0);
    }
}
