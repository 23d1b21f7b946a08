package io.bedrockrelay.it.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The explorer: what is shown of a Region's models, and what is said of one.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class ExplorerIT extends PageCase {
    private static final String SONNET = "anthropic.claude-sonnet-4-6";

    @Test
    void searchAndFiltersLeaveWhatMatches() {
        browser.open("#/models?region=eu-west-2");
        browser.awaitText("h1", "Models in London");
        browser.see(".model");
        int recommended = browser.all(".model").size();

        browser.labelled("Search models").sendKeys("sonnet");
        browser.await("only Sonnets are left", () -> browser.all(".model").size() < recommended);
        assertThat(browser.texts(".model .name a")).isNotEmpty().allMatch(name -> name.contains("Sonnet"));

        browser.labelled("Search models").clear();
        browser.labelled("Search models").sendKeys(" ", Keys.BACK_SPACE);
        browser.pick("all");
        browser.await("all are more", () -> browser.all(".model").size() > recommended);
        browser.choose("Provider", "Anthropic");
        browser.choose("Profile support", "Profile: required");
        browser.await("one maker is left", () -> browser.all(".maker").size() == 1);
        assertThat(browser.texts(".model .support")).isNotEmpty().allMatch("Required"::equals);
        assertThat(String.valueOf(browser.value("location.hash")))
                .as("filters can be linked to")
                .contains("view=all", "provider=Anthropic", "profile=REQUIRED");
    }

    @Test
    void theListFollowsTheFiltersOfALink() {
        browser.open("#/models?region=eu-west-2");
        browser.see(".model");

        browser.run("location.hash = '#/models?region=eu-west-2&view=all&provider=Anthropic'");

        browser.await("one maker is left", () -> browser.all(".maker").size() == 1);
        assertThat(browser.see(".maker h2").getText()).startsWith("Anthropic");
    }

    @Test
    void aModelThatCannotBeInvokedSaysWhy() {
        browser.open("#/models?region=us-east-1&view=all&profile=UNAVAILABLE");
        browser.see(".model");

        assertThat(browser.texts(".model .invoked")).isNotEmpty().allMatch(reason -> reason.length() > 20);
    }

    @Test
    void theIdToInvokeIsCopiedWithOneClick() {
        browser.open("#/models?region=eu-west-2&q=" + SONNET);
        browser.command(
                "Browser.grantPermissions",
                Map.of("permissions", new String[] {"clipboardReadWrite", "clipboardSanitizedWrite"}));

        browser.labelled("Copy eu." + SONNET).click();

        browser.see(".copied");
        assertThat(browser.runAsync("navigator.clipboard.readText().then(arguments[0], arguments[0])"))
                .isEqualTo("eu." + SONNET);
    }

    @Test
    void theResolutionIsExplainedWithItsCandidatesAndDestinations() {
        browser.open("#/models?region=eu-west-2");
        browser.see(".model[data-id='" + SONNET + "'] .name a").click();
        browser.see(".candidates");

        assertThat(browser.texts(".candidates .verdict")).containsExactly("chosen", "would do", "would do");
        assertThat(browser.see(".candidates li").getText()).contains("first of the allowed scopes");
        assertThat(browser.texts(".places .id")).contains("eu-west-1", "eu-central-1");
        assertThat(browser.all(".map .destination")).hasSameSizeAs(browser.all(".places li"));
        assertThat(browser.see(".map").getDomAttribute("aria-label")).contains("London", "Frankfurt");

        var name = browser.see(".resolution input");
        browser.paste(name, "claude-haiku-4-5");
        browser.awaitText(".chosen", "eu.anthropic.claude-haiku-4-5-20251001-v1:0");
        browser.paste(name, "claude-sonett-4-6");
        browser.awaitText(".resolution .problem", "Nearest:");
    }

    @Test
    void theSnippetsNameThisRelayAndThisModel() {
        browser.open("#/models/" + SONNET + "?region=eu-west-2");
        browser.see(".snippets pre");

        for (var client : new String[] {"curl", "OpenAI", "Anthropic", "AWS"}) {
            browser.pick(client);
            assertThat(browser.see(".snippets pre").getText())
                    .as(client)
                    .contains("http://localhost:")
                    .contains(SONNET);
        }
    }

    @Test
    void whatIsNotHereIsFoundElsewhere() {
        browser.open("#/models/anthropic.claude-opus-4-1-20250805-v1:0?region=sa-east-1");
        browser.awaitText(".panel .problem", "It works in");

        browser.see(".panel .problem button").click();

        browser.awaitText(".panel h2", "Claude Opus 4.1");
        assertThat(browser.all(".panel .problem")).isEmpty();
        // A browser tells of every answer with an error's status in its console, whatever the page does.
        assertThat(browser.complaints()).allMatch(line -> line.contains("status of 400"));
    }

    @Test
    void everythingIsReachedByKeyboard() {
        browser.open("#/models?region=eu-west-2");
        browser.see(".model");
        browser.press(Keys.TAB);
        assertThat(browser.is("document.activeElement.classList.contains('skip')"))
                .isTrue();

        browser.press("/");
        browser.press(SONNET);
        browser.awaitCount(".model", 1);
        browser.tabTo(".model .name a");
        browser.press(Keys.ENTER);
        browser.await("the panel has the focus", () -> browser.is("document.activeElement.closest('.panel') !== null"));
        browser.see(".candidates");
        browser.tabTo(".panel .go");
        browser.press(Keys.ESCAPE);
        browser.await("the panel is gone", () -> browser.all(".panel").stream().noneMatch(each -> each.isDisplayed()));
        assertThat(browser.is("document.activeElement.closest('.model') !== null"))
                .as("the focus is back on the model")
                .isTrue();
    }

    @Test
    void aNarrowScreenShowsTheModelInPlaceOfTheList() {
        browser.narrow();
        browser.open("#/models?region=eu-west-2");
        browser.see(".model .name a");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);

        browser.see(".model .name a").click();
        browser.see(".panel .candidates");

        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(browser.number("document.querySelector('.panel').scrollWidth"))
                .isLessThanOrEqualTo(390);
        browser.labelled("Close").click();
        assertThat(browser.see(".model").findElement(By.cssSelector(".name")).isDisplayed())
                .isTrue();
    }

    @Test
    void whatTheLastChecksSaidIsShown() {
        given().post("/api/models/nova-lite/check?region=us-east-1").then().statusCode(200);
        given().post("/api/models/writer.palmyra-x4-v1:0/check?region=us-east-1")
                .then()
                .statusCode(200);
        browser.open("#/statistics?region=us-east-1");
        browser.see(".checks tbody .state");

        assertThat(browser.texts(".checks tbody .state"))
                .contains("Answers")
                .anyMatch(words -> words.contains("no access"));
    }
}
