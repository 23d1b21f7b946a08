package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The playground, seen from both ends: what the page shows, and what Bedrock was asked.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class PlaygroundIT extends PageCase {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void open() {
        browser.open("#/playground?region=eu-west-2&model=anthropic.claude-sonnet-4-6");
        browser.awaitText(".invoked-as", "eu.anthropic.claude-sonnet-4-6");
    }

    @Test
    void textIsShownBeforeTheAnswerIsOver() {
        ask("Tell me more. [[emulate: gate=page gate-after=6]]");

        browser.await(
                "some text",
                () -> !browser.texts(".answer .markdown").getFirst().isBlank());
        assertThat(bedrock.waitingAt("page")).as("Bedrock holds the rest back").isEqualTo(1);
        assertThat(browser.all(".answer[aria-busy]")).hasSize(1);
        bedrock.open("page");
        browser.awaitCount(".answer[aria-busy]", 0);

        assertThat(browser.see(".answer strong").getText()).isEqualTo("Claude Sonnet 4.6");
        assertThat(browser.texts(".answer ol li")).hasSize(2);
        assertThat(figure("First token")).endsWith("s");
        assertThat(figure("In")).matches("[0-9]+");
        assertThat(figure("Out")).matches("[0-9]+");
    }

    @Test
    void stopCancelsTheCallAtBedrock() {
        long before = bedrock.cancelled();
        ask("Go on and on. [[emulate: events=100000 size=40 delay=20ms]]");
        browser.awaitText(".answer .markdown", "n=3;");

        browser.labelled("Stop").click();

        browser.await(
                "Bedrock sees its peer go", () -> bedrock.cancelled() == before + 1 && bedrock.openStreams() == 0);
        browser.awaitText(".ending", "Stopped by you.");
        browser.labelled("Send");
    }

    @Test
    void aFailureInsideTheStreamIsShownAsOne() {
        ask("Break. [[emulate: exception=modelStreamErrorException after=3]]");

        browser.see(".transcript .problem");

        assertThat(browser.see(".transcript .problem").getText()).contains("modelStreamErrorException", "Try again");
        assertThat(browser.all(".answer[aria-busy], .ending")).isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffIsNotShownAsWhole() {
        ask("Break. [[emulate: drop after=4]]");

        browser.see(".transcript .problem");
        assertThat(browser.see(".transcript .problem .note").getText()).contains("upstream");
    }

    @Test
    void aRefusalIsShownAsTheApiExplainsIt() {
        ask("Break. [[emulate: denied]]");

        browser.awaitText(".transcript .problem .note", "model_access_denied");
        // A browser tells of every answer with an error's status in its console, whatever the page does.
        assertThat(browser.complaints()).allMatch(line -> line.contains("403"));
    }

    @Test
    void twoModelsAnswerTheSamePromptSideBySide() {
        browser.see(".switch input").click();
        browser.awaitText(".lane:nth-child(2) .invoked-as", ".");
        browser.choose("Second model: Region", "us-east-1");
        browser.awaitText(".lane:nth-child(2) .invoked-as", "us.");
        browser.choose("Second model: model", "Nova Pro");

        ask("Who are you?");

        browser.awaitText(".lane:nth-child(1) .answer", "Claude Sonnet 4.6");
        browser.awaitText(".lane:nth-child(2) .answer", "Nova Pro");
        var left = browser.see(".lane:nth-child(1) .transcript").getRect();
        var right = browser.see(".lane:nth-child(2) .transcript").getRect();
        assertThat(left.getX() + left.getWidth()).isLessThanOrEqualTo(right.getX());
        assertThat(left.getY()).isEqualTo(right.getY());
    }

    @Test
    void settingsPicturesAndEarlierTurnsGoWithThePrompt() throws IOException {
        var picture = folder.resolve("pixel.png");
        Files.write(picture, Base64.getDecoder().decode(PIXEL));
        browser.see(".settings-form textarea").sendKeys("Answer in Latin.");
        ask("First.");
        browser.awaitText(".answer", "Run the relay");
        browser.awaitCount(".answer[aria-busy]", 0);

        browser.all("input[type=file]")
                .getFirst()
                .sendKeys(picture.toAbsolutePath().toString());
        browser.see(".images img");
        ask("Second.");

        browser.await("two answers", () -> browser.all(".answer").size() == 2);
        browser.awaitCount(".answer[aria-busy]", 0);
        assertThat(browser.all(".said img")).hasSize(1);
        var asked = bedrock.lastRequests().getLast().text();
        assertThat(asked).contains("Answer in Latin.", "First.", "Second.", PIXEL.substring(0, 40));
        browser.see(".request summary").click();
        assertThat(browser.see(".request code").getText()).contains("\"system\": \"Answer in Latin.\"", "\"image\"");
    }

    @Test
    void aDroppedPictureIsTaken() {
        browser.run("""
                const bytes = Uint8Array.from(atob(arguments[0]), (sign) => sign.charCodeAt(0));
                const files = new DataTransfer();
                files.items.add(new File([bytes], "dropped.png", {type: "image/png"}));
                document.querySelector(".composer").dispatchEvent(
                    new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
                """, PIXEL);

        assertThat(browser.see(".images img").getAccessibleName()).isEqualTo("dropped.png");
    }

    @Test
    void reasoningAndToolCallsAreShownApart() {
        browser.see(".settings-form .small").click();
        browser.run("const effort = document.querySelector('.settings-form select'); effort.value = 'high';");
        ask("What is the weather in Paris?");

        browser.awaitText(".reasoning", "I weigh what I know");
        browser.awaitText(".tool-call pre", "\"city\": \"Paris\"");
        browser.awaitText(".ending", "Waits for the tools");

        browser.see(".results textarea").sendKeys("18 degrees, cloudy");
        browser.see(".results button").click();

        browser.awaitText(".answer:last-of-type", "18 degrees");
        assertThat(bedrock.lastRequests().getLast().text()).contains("toolResult", "reasoningText");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        browser.tabTo(".composer textarea");
        browser.press("Hello. [[emulate: events=100000 delay=20ms]]");
        browser.press(Keys.ENTER);
        browser.awaitText(".answer .markdown", "n=2;");
        browser.tabTo(".round.stop");
        browser.press(Keys.ENTER);

        browser.awaitText(".ending", "Stopped by you.");
        assertThat(browser.is("document.activeElement.matches('.composer textarea')"))
                .isTrue();
    }

    @Test
    void aNarrowScreenHoldsTheConversation() {
        browser.narrow();
        browser.open("#/playground?region=eu-west-2");
        ask("Hello. [[emulate: events=200 size=30]]");
        browser.awaitText(".answer .markdown", "n=200;");

        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        var prompt = browser.labelled("Prompt").getRect();
        assertThat(prompt.getY() + prompt.getHeight())
                .as("above the bar of views")
                .isLessThan(844 - 52);
    }

    private void ask(String prompt) {
        browser.labelled("Prompt").sendKeys(prompt, Keys.ENTER);
    }

    private String figure(String name) {
        return browser.all(".lane:nth-child(1) .figures > div").stream()
                .filter(each -> each.findElement(By.tagName("dt")).getText().equals(name))
                .map(each -> each.findElement(By.tagName("dd")).getText())
                .findFirst()
                .orElseThrow();
    }
}
