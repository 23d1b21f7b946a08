package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.BedrockResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The view that a newcomer sees first.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
class StartIT extends PageCase {
    @BeforeEach
    void open() {
        browser.open("");
        browser.see(".snippets code");
    }

    @Test
    void itNamesTheAddressThatEachClientWants() {
        var address = "http://localhost:" + RestAssured.port;

        assertThat(browser.texts(".bases .id")).containsExactly(address + "/v1", address, address + "/api");
        browser.await(
                "the Regions",
                () -> browser.texts(".state-of-regions a").contains("us-east-1")
                        && browser.see(".state-of-regions").getText().contains("models"));
    }

    @Test
    void theCommandStreams() throws Exception {
        var said = Shell.run(browser.see(".snippets code").getText());

        assertThat(said).contains("event: start", "event: text", "event: stop");
    }

    @Test
    void everyClientHasASetUpForThisAddressAndAModel() {
        for (var client : new String[] {"curl", "OpenAI", "Anthropic", "AWS", "TypeScript", "Java", "Codex"}) {
            browser.pick(client);
            browser.awaitText(".snippets code", "localhost:" + RestAssured.port);
            assertThat(browser.see(".snippets code").getText())
                    .as(client)
                    .contains("claude-sonnet")
                    .doesNotContain("undefined");
        }
    }

    @Test
    void itLeadsOnToAConversation() {
        browser.see(".next .go").click();

        browser.awaitText(".invoked-as", "claude-sonnet");
    }

    @Test
    void aKeyIsAskedForWhereItIsWanted() {
        browser.see(".start-facts button:not(.copy)").click();

        assertThat(browser.see("dialog").getText()).contains("Relay key");
    }
}
