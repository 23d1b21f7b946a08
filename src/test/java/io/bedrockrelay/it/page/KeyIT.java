package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Keyed;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/// The page where access control is on.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyIT {
    private static final String KEY = "brk_test-page-0123456789";

    @SuppressWarnings("NullAway.Init")
    private Keyed keyed;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        var folder = Browser.folder();
        browser = Browser.start(folder);
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, Keyed.entry("page", KEY, ""));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString(), "relay.regions", "us-east-1,eu-west-2"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (keyed != null) {
            keyed.close();
        }
    }

    @Test
    void theKeyIsAskedForAndKeptInMemoryOnly() {
        browser.open(keyed.port(), "");
        assertThat(browser.see("dialog").getText()).contains("Relay key", "memory only");
        browser.see("dialog input").sendKeys("brk_wrong-0123456789", Keys.ENTER);
        browser.see("main .problem");

        browser.see("main .problem button").click();
        browser.see("dialog input").sendKeys(KEY, Keys.ENTER);
        browser.see(".snippets");
        browser.open(keyed.port(), "#/playground?model=anthropic.claude-sonnet-4-6");
        browser.see("dialog input").sendKeys(KEY, Keys.ENTER);
        browser.awaitText(".invoked-as", "us.anthropic.claude-sonnet-4-6");
        browser.labelled("Prompt").sendKeys("Hello", Keys.ENTER);

        browser.awaitText(".answer", "Claude Sonnet 4.6");
        assertThat(browser.is("""
                        !JSON.stringify({...localStorage, ...sessionStorage, cookie: document.cookie,
                            name: window.name, address: location.href, state: history.state}).includes(arguments[0])""", KEY)).as("the key is nowhere but in memory").isTrue();
        assertThat(browser.complaints()).allMatch(line -> line.contains("401"));
    }
}
