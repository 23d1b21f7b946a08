package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// Each view as people see it, light and dark, wide and narrow: a screenshot of it, and what axe-core says against it.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class LookIT extends PageCase {

    @ParameterizedTest
    @CsvSource({"light,wide", "dark,wide", "light,narrow", "dark,narrow"})
    void everyViewIsFitToBeSeen(String scheme, String width) throws IOException {
        browser.prefer(scheme);
        if (width.equals("narrow")) {
            browser.narrow();
        }
        look("start", "", ".snippets", scheme, width);
        look("models", "#/models?region=eu-west-2", ".model", scheme, width);
        look("model", "#/models/anthropic.claude-sonnet-4-6?region=eu-west-2", ".candidates", scheme, width);
        look("availability", "#/availability?region=eu-west-2", ".matrix .cell", scheme, width);
        look("statistics", "#/statistics?region=eu-west-2", ".registry .state", scheme, width);
        browser.open("#/playground?region=eu-west-2&model=anthropic.claude-sonnet-4-6");
        browser.awaitText(".invoked-as", "eu.");
        if (width.equals("wide")) {
            browser.see(".switch input").click();
            browser.awaitText(".lane:nth-child(2) .invoked-as", ".");
        }
        browser.labelled("Prompt").sendKeys("Why is the sky blue?", Keys.ENTER);
        browser.awaitText(".answer", "Run the relay");
        browser.awaitCount(".answer[aria-busy]", 0);
        keep("playground", scheme, width);
        var ink = String.valueOf(browser.value("getComputedStyle(document.body).color"));
        assertThat(ink).isEqualTo(scheme.equals("dark") ? "rgb(237, 237, 234)" : "rgb(22, 23, 26)");
    }

    private void look(String name, String place, String sign, String scheme, String width) throws IOException {
        browser.open(place);
        browser.see(sign);
        keep(name, scheme, width);
    }

    private void keep(String name, String scheme, String width) throws IOException {
        browser.runAsync("document.fonts.ready.then(() => requestAnimationFrame(() => arguments[0]()))");
        browser.screenshot(name + "-" + scheme + "-" + width);
        assertThat(violations()).as("%s, %s, %s", name, scheme, width).isEmpty();
        assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s %s is not scrolled sideways", name, width)
                .isTrue();
    }

    /// What axe-core finds that is serious or critical.
    private List<?> violations() throws IOException {
        try (var script = getClass().getResourceAsStream("/axe.min.js")) {
            browser.run(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) Objects.requireNonNull(browser.runAsync("""
                const done = arguments[0];
                axe.run(document).then((found) => done(found.violations
                    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
                    .map((each) => each.id + ': ' + each.nodes.map((node) => node.html).slice(0, 3).join(' '))));
                """));
    }
}
