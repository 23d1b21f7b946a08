package io.bedrockrelay.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.BedrockResource;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What the tests of the page share: one browser for a class, and a console that has to stay silent.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageCase {
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    Browser browser;

    @BeforeAll
    void launch() throws IOException {
        folder = Browser.folder();
        browser = Browser.start(folder);
    }

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        browser.wide();
        browser.prefer("light");
        browser.complaints();
    }

    @AfterEach
    void theConsoleIsSilent() {
        assertThat(browser.complaints()).as("console").isEmpty();
    }

    @AfterAll
    void quit() {
        if (browser != null) {
            browser.close();
        }
    }
}
