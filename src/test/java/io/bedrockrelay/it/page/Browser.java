package io.bedrockrelay.it.page;

import io.bedrockrelay.it.Program;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A Chromium with a profile of its own, and what a person does in it. It reaches this machine and nothing else.
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int PATIENCE_SECONDS = 20;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// A folder for a browser's profile and downloads. It goes with the build: a browser that is just ending still
    /// writes into it.
    static Path folder() throws IOException {
        Files.createDirectories(Path.of("target"));
        return Files.createTempDirectory(Path.of("target"), "chromium").toAbsolutePath();
    }

    static Browser start(Path folder) {
        var chromium = Program.require("chromium");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Program.require("chromedriver").toFile())
                .usingAnyFreePort()
                .withLogFile(folder.resolve("chromedriver.log").toFile())
                .build();
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--force-color-profile=srgb",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
                "--user-data-dir=" + folder.resolve("profile"));
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", folder.toAbsolutePath().toString()));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var browser = new Browser(new ChromeDriver(service, options));
        browser.wide();
        return browser;
    }

    /// Goes to a place of the page, such as `#/availability`, on a page loaded anew.
    void open(String place) {
        open(RestAssured.port, place);
    }

    void open(int port, String place) {
        driver.get("about:blank");
        driver.get("http://localhost:" + port + "/" + place);
    }

    void wide() {
        size(1440, 900, false);
    }

    void narrow() {
        size(390, 844, true);
    }

    private void size(int width, int height, boolean mobile) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
    }

    void prefer(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /// The first element that is seen and matches; waits for it.
    WebElement see(String css) {
        await(css + " is seen", () -> visible(css) != null);
        return Objects.requireNonNull(visible(css));
    }

    private @Nullable WebElement visible(String css) {
        return all(css).stream().filter(WebElement::isDisplayed).findFirst().orElse(null);
    }

    /// An element by its accessible label.
    WebElement labelled(String label) {
        return see("[aria-label=\"" + label + "\"]");
    }

    /// Takes an entry of a select, by what it says.
    void choose(String label, String entry) {
        var entries = labelled(label).findElements(By.tagName("option"));
        entries.stream()
                .filter(each -> each.getText().strip().equals(entry))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " has no " + entry))
                .click();
    }

    /// Takes one of several radio buttons, by a click on its label: the button itself lies unseen below.
    void pick(String value) {
        var label = By.xpath("//label[input[@type='radio' and @value='" + value + "']]");
        await(value + " can be picked", () -> driver.findElements(label).stream()
                .anyMatch(WebElement::isDisplayed));
        driver.findElements(label).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow()
                .click();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    void awaitText(String css, String text) {
        await(css + " says " + text, () -> texts(css).stream().anyMatch(each -> each.contains(text)));
    }

    void awaitCount(String css, int count) {
        await(count + " × " + css, () -> all(css).size() == count);
    }

    void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var once = new CountDownLatch(1);
        while (!quietly(holds)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited %d s until %s; console: %s".formatted(PATIENCE_SECONDS, what, complaints()));
            }
            try {
                once.await(40, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    private static boolean quietly(BooleanSupplier holds) {
        try {
            return holds.getAsBoolean();
        } catch (StaleElementReferenceException | NoSuchElementException drawnAnew) {
            return false;
        }
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /// Walks with the Tab key until the focus is on what matches.
    void tabTo(String css) {
        for (int steps = 0; steps < 80; steps++) {
            if (is("document.activeElement.matches(arguments[0])", css)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("the Tab key never comes to " + css);
    }

    boolean is(String expression, Object... arguments) {
        return Boolean.TRUE.equals(value(expression, arguments));
    }

    long number(String expression, Object... arguments) {
        return ((Number) Objects.requireNonNull(value(expression, arguments))).longValue();
    }

    @Nullable
    Object value(String expression, Object... arguments) {
        return run("return " + expression, arguments);
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    @Nullable
    Object runAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /// Sets a field's whole text at once, as pasting does.
    void paste(WebElement field, String text) {
        run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                field,
                text);
    }

    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /// What the console has complained of since it was last asked: errors, and breaches of the content policy.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
