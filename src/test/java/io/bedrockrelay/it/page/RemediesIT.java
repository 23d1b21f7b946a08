package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The playground where something is not as it should be: what the page offers then really does what it says.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class RemediesIT extends PageCase {
    private static final String TWO_TOOLS = """
            [{"name":"weather","description":"w","schema":{"type":"object","properties":{"city":{"type":"string"}}}},
             {"name":"time","description":"t","schema":{"type":"object","properties":{"city":{"type":"string"}}}}]""";

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void open() {
        browser.open("#/playground?region=eu-west-2&model=anthropic.claude-sonnet-4-6");
        browser.awaitText(".invoked-as", "eu.anthropic.claude-sonnet-4-6");
    }

    @Test
    void anotherTryAsksWithTheModelAndTheSettingsOfNow() {
        ask("Break. [[emulate: exception=modelStreamErrorException after=3]]");
        browser.see(".transcript .problem");
        browser.choose("First model: model", "Nova Pro ·");
        browser.awaitText(".invoked-as", "nova-pro");
        browser.see(".settings-form textarea").sendKeys("Answer in Latin.");

        browser.see(".transcript .problem .actions button").click();

        browser.await("two problems", () -> browser.all(".transcript .problem").size() == 2);
        var asked = bedrock.lastRequests().getLast();
        assertThat(asked.path()).contains("nova-pro");
        assertThat(asked.text()).contains("Answer in Latin.");
    }

    @Test
    void theRequestAsJsonIsTheNextOne() {
        browser.see(".request summary").click();
        browser.awaitText(".request code", "\"…\"");
        browser.see(".settings-form textarea").sendKeys("Answer in Latin.");
        browser.awaitText(".request code", "Answer in Latin.");

        ask("First.");
        browser.awaitText(".answer", "Run the relay");
        browser.awaitCount(".answer[aria-busy]", 0);
        browser.awaitText(".request code", "First.");

        browser.see(".settings-form textarea").sendKeys(" Briefly.");
        browser.awaitText(".request code", "Answer in Latin. Briefly.");
    }

    @Test
    void aToolThatIsNoListIsSentAsTheOnlyOne() {
        browser.paste(
                browser.see(".settings-form textarea.id"),
                "{\"name\":\"weather\",\"description\":\"w\",\"schema\":{\"type\":\"object\"}}");
        ask("What is the weather in Paris?");

        browser.awaitText(".tool-call", "weather");
        assertThat(bedrock.lastRequests().getLast().text()).contains("toolConfig");
    }

    @Test
    void eachOfTwoCallsGetsItsOwnResult() {
        browser.paste(browser.see(".settings-form textarea.id"), TWO_TOOLS);
        ask("Tell me both the weather and the time in Paris.");
        browser.awaitText(".ending", "Waits for the tools");
        browser.awaitCount(".results textarea", 2);
        browser.all(".results textarea").getFirst().sendKeys("18 degrees");
        browser.all(".results textarea").getLast().sendKeys("noon");
        browser.labelled("Prompt").sendKeys("And tell me why.", Keys.ENTER);

        browser.await("two answers", () -> browser.all(".answer").size() == 2);
        browser.awaitCount(".answer[aria-busy]", 0);
        assertThat(bedrock.lastRequests().getLast().text()).contains("18 degrees", "noon", "And tell me why.");
    }

    @Test
    void aNameInTheAddressIsResolvedOrToldButNeverSwapped() {
        browser.open("#/playground?region=eu-west-2&model=claude-haiku-4.5");
        browser.awaitText(".invoked-as", "eu.anthropic.claude-haiku-4-5-20251001-v1:0");

        browser.open("#/playground?region=eu-west-2&model=gpt-4o");
        browser.awaitText(".transcript .problem", "gpt-4o");
    }

    @Test
    void theModelThatIsChosenStandsInTheAddress() {
        browser.choose("First model: model", "Claude Opus 5");
        browser.awaitText(".invoked-as", "claude-opus-5");

        assertThat(String.valueOf(browser.value("location.hash"))).contains("model=anthropic.claude-opus-5");
    }

    @Test
    void aLongParagraphStaysOne() {
        ask("Hello. [[emulate: events=200 size=40]]");
        browser.awaitText(".answer .markdown", "n=200;");
        browser.awaitCount(".answer[aria-busy]", 0);

        assertThat(browser.all(".answer .goes-on")).isEmpty();
        assertThat(browser.number("document.querySelector('.answer p').textContent.length"))
                .isGreaterThan(4000);
    }

    @Test
    void anAnswerIsAskedForAgainInItsPlace() {
        ask("First.");
        browser.awaitCount(".answer-actions", 1);
        ask("Second.");
        browser.awaitCount(".answer-actions", 2);

        browser.all(".answer-actions button.small").getFirst().click();

        browser.awaitCount(".answer", 1);
        browser.awaitCount(".answer-actions", 1);
        assertThat(bedrock.lastRequests().getLast().text()).contains("First.").doesNotContain("Second.");
        assertThat(browser.labelled("Copy the answer").isDisplayed()).isTrue();
    }

    @Test
    void escapeStopsAndTheArrowRecalls() {
        ask("Go on. [[emulate: events=100000 delay=20ms]]");
        browser.awaitText(".answer .markdown", "n=3;");
        browser.labelled("Prompt").sendKeys(Keys.ESCAPE);
        browser.awaitText(".ending", "Stopped by you.");

        browser.labelled("Prompt").sendKeys(Keys.ARROW_UP);

        assertThat(browser.labelled("Prompt").getDomProperty("value")).startsWith("Go on.");
    }

    private void ask(String prompt) {
        browser.labelled("Prompt").sendKeys(prompt, Keys.ENTER);
    }
}
