package io.github.emotions4j.server.internal.page;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window. Not thread-safe. */
final class PageBrowser implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    PageBrowser(Path downloads) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("browser.binary", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.addArguments("--hide-scrollbars", "--force-prefers-reduced-motion");
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(System.getProperty("browser.driver", "/usr/bin/chromedriver")))
                        .build(),
                options);
    }

    void open(String address, int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // The window of a headless browser has a least width that is above 320 pixels.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.get(address);
    }

    void preferScheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return findAll(selector).stream().map(WebElement::getText).toList();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    void waitForText(String selector, String text) {
        waitFor(selector + " with " + text, () -> String.join("\n", texts(selector)).contains(text));
    }

    void waitFor(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, LONGEST_WAIT)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(what)
                .until(ignored -> condition.getAsBoolean());
    }

    /** Drops a file on the page as a person does by mouse. */
    void drop(String name, String content) {
        script(
                "const files = new DataTransfer(); files.items.add(new File([arguments[1]], arguments[0]));"
                        + "document.body.dispatchEvent(new DragEvent('drop',"
                        + " {dataTransfer: files, bubbles: true, cancelable: true}));",
                name,
                content);
    }

    /** Rules of axe-core that the page breaks seriously. */
    List<String> seriousFindings() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> !"minor".equals(rule.getImpact()) && !"moderate".equals(rule.getImpact()))
                        .map(PageBrowser::finding)
                        .toList();
    }

    /** Errors in the console, such as of the Content-Security-Policy, but for refused requests. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    boolean isWiderThanWindow() {
        return (boolean) script("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** Takes a picture of the whole page where the property {@code browser.pictures} names a folder. */
    void picture(String name) throws IOException {
        String folder = System.getProperty("browser.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        long height = Math.max(640, (long) script("return document.documentElement.scrollHeight"));
        long width = (long) script("return document.documentElement.clientWidth");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Files.createDirectories(Path.of(folder));
        Files.write(Path.of(folder, name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String finding(Rule rule) {
        return rule.getId() + " (" + rule.getImpact() + "): "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
