package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The matrix of models and Regions.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class MatrixIT extends PageCase {
    private static final String REACH = ".matrix tbody td:nth-child(3)";

    @BeforeEach
    void open() {
        browser.open("#/availability");
        browser.see(".matrix .cell");
    }

    @Test
    void aScopeIsToldBySignAndWordNotByColourAlone() {
        for (var scope : List.of("in-region", "geographic", "global")) {
            var cell = browser.see(".matrix td." + scope + " .cell");
            assertThat(cell.getAccessibleName()).endsWith(": " + scope);
            assertThat(cell.findElements(By.cssSelector("svg." + scope))).hasSize(1);
        }
        assertThat(drawings()).as("each scope has a sign of its own").doesNotHaveDuplicates();
    }

    private List<Object> drawings() {
        return List.of("in-region", "geographic", "global", "none").stream()
                .map(scope -> browser.value(
                        "document.querySelector(arguments[0]).querySelector('svg').innerHTML", ".matrix td." + scope))
                .toList();
    }

    @Test
    void itSortsByAnyColumn() {
        assertThat(names()).isSortedAccordingTo(Comparator.comparingInt(name -> Character.toLowerCase(name.charAt(0))));

        browser.see(".count-head button").click();
        browser.await("most Regions first", () -> sorted(Comparator.reverseOrder()));
        assertThat(browser.see(".count-head").getDomAttribute("aria-sort")).isEqualTo("descending");
        browser.see(".count-head button").click();
        browser.await("fewest Regions first", () -> sorted(Comparator.naturalOrder()));

        browser.see("button[data-cell='sort sa-east-1']").click();
        browser.await("what works in São Paulo stands first", () -> browser.all(
                        ".matrix tbody tr:first-child td:nth-child(11).none")
                .isEmpty());
    }

    private boolean sorted(Comparator<Integer> order) {
        var reached = browser.texts(REACH).stream().map(Integer::valueOf).toList();
        return reached.equals(reached.stream().sorted(order).toList());
    }

    @Test
    void itFiltersByWordsMakerAndScope() {
        int before = names().size();
        browser.labelled("Search models").sendKeys("nova");
        browser.await("fewer", () -> names().size() < before);
        assertThat(names()).allMatch(name -> name.contains("Nova"));

        browser.see("input[value=in-region]").click();
        browser.see("input[value=geographic]").click();
        browser.await("only what is called globally somewhere", () -> browser.all(".matrix tbody tr").stream()
                .allMatch(row -> !row.findElements(By.cssSelector("td.global")).isEmpty()));
    }

    @Test
    void aCellTellsItsIdAndArrowKeysWalkOverCells() {
        browser.tabTo(".cell");
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
        browser.await(
                "the readout names the Region",
                () -> browser.texts(".readout").getFirst().contains("us-west-2"));

        browser.see(".matrix td.geographic .cell").click();

        assertThat(browser.see(".readout code").getText()).matches("[a-z]{2,6}\\..+");
    }

    @Test
    void whatIsShownIsSavedAsCsv() throws IOException {
        browser.command(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        folder.toAbsolutePath().toString()));
        browser.labelled("Search models").sendKeys("claude");
        browser.await("only Claude is left", () -> names().stream().allMatch(name -> name.startsWith("Claude")));
        int rows = names().size();

        browser.see(".availability .heading button").click();

        var file = folder.resolve("bedrock-availability.csv");
        browser.await("the file is there", () -> Files.exists(file) && size(file) > 0);
        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).startsWith("model,name,provider,us-east-1,us-west-2,eu-west-1");
        assertThat(lines).hasSize(rows + 1);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("anthropic.claude-sonnet-4-6,Claude Sonnet 4.6,Anthropic,us.")
                        && line.contains(",eu.anthropic.claude-sonnet-4-6,"));
    }

    private static long size(java.nio.file.Path file) {
        try {
            return Files.size(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> names() {
        return browser.texts(".matrix tbody th > span:first-child");
    }
}
