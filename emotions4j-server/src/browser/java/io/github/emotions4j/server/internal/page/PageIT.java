package io.github.emotions4j.server.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in Chromium with the embedded model. The script {@code run-browser-tests} runs it. */
class PageIT {

    private static final String STORY = "I was nervous before the talk. Then the room laughed at my first joke, and I "
            + "loved it! Afterwards somebody stole my bike. I am furious. The train leaves at nine. Thank you all so "
            + "much for coming.";
    private static final String MARKUP = "<img src=x onerror=\"document.title='broken'\"> thanks!";

    @TempDir
    private static Path downloads;

    private static PageServer server;
    private static PageBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        server = new PageServer();
        browser = new PageBrowser(downloads);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @BeforeEach
    void open() {
        browser.preferScheme("light");
        browser.open(server.address(), 1200, 900);
        browser.waitForText("#model-line", "embedded");
    }

    @AfterEach
    void consoleHasNoErrors() {
        server.requireKey("");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void barsFollowTyping() throws IOException {
        browser.picture("empty");
        type("Thank you so much");
        browser.waitForText(".bar.detected .label", "gratitude");
        type(". I am terrified of the dark");
        browser.waitForText(".bar.detected .label", "fear");

        assertThat(browser.findAll(".bar .tick")).hasSameSizeAs(browser.findAll(".bar"));
        browser.picture("light");
    }

    @Test
    void showsAllLabelsOnDemand() {
        type("Thank you so much!");
        browser.waitForText(".bar .label", "gratitude");
        assertThat(browser.findAll("#bars .bar")).hasSizeBetween(3, 10);

        browser.find("#show-all").click();

        assertThat(browser.find("#show-all").getText()).isEqualTo("Show all 28");
        assertThat(browser.find("#show-all").getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.findAll("#bars .bar")).hasSize(28);
    }

    @Test
    void anExampleFillsTheEmptyPage() {
        assertThat(browser.findAll(".example")).hasSize(3);

        browser.find(".example").click();

        browser.waitForText(".bar.detected .label", "gratitude");
        assertThat(browser.find("#text").getDomProperty("value")).startsWith("Thank you");
        browser.find("#clear").click();
        browser.waitForText("#empty", "Try one of these");
    }

    @Test
    void longTextsHaveATimelineOfSentences() throws IOException {
        type(STORY);
        browser.waitForText("#timeline", "furious");

        assertThat(browser.findAll(".sentence")).hasSize(6);
        browser.findAll(".sentence").get(3).click();

        assertThat(browser.texts(".details .bar.detected .label")).contains("anger");
        assertThat(browser.findAll(".sentence").get(3).getDomAttribute("aria-expanded"))
                .isEqualTo("true");
        assertThat(browser.seriousFindings()).isEmpty();
        browser.picture("timeline");
    }

    @Test
    void markupIsShownAsText() {
        type(MARKUP + " It is great. " + MARKUP);
        browser.waitForText(".sentence-text", "onerror");
        openTable(MARKUP);
        browser.waitForText(".cell-text", "<img src=x");

        assertThat(browser.findAll("main img")).isEmpty();
        assertThat(browser.script("return document.title")).isEqualTo("emotions4j");
    }

    @Test
    void linesBecomeATableThatSorts() throws IOException {
        openTable("Thank you so much!", "", "I hate this.", "I am so happy today", "The train leaves at nine.");
        browser.waitForText("#table-title", "4 texts");
        assertThat(browser.texts("tbody tr td:first-child")).containsExactly("1", "3", "4", "5");

        browser.find("[id='sort text']").click();
        assertThat(browser.texts("tbody tr td:first-child")).containsExactly("4", "3", "1", "5").doesNotHaveDuplicates();
        browser.find("[id='sort text']").click();

        assertThat(browser.find("th:nth-child(2)").getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("sort text");
        assertThat(browser.seriousFindings()).isEmpty();
    }

    @Test
    void aDroppedFileIsReadByItsColumn() throws IOException {
        browser.drop("reviews.csv", """
                id,comment,stars
                1,"Great, ""really"" great!",5
                2,"It broke
                after a day. I am so angry.",1
                3,=SUM(A1),3
                4,Thanks for the quick answer!,5
                5,I am a bit worried about the battery.,3
                6,"I miss the old one, so sad.",2
                7,Oh wow! I did not see that coming.,4
                """);
        assertThat(browser.find("#column").getDomProperty("value")).isEqualTo("1");
        assertThat(browser.find("#preview").getText()).startsWith("7 texts. The first: Great, \"really\" great!");

        browser.find("#run").click();

        browser.waitForText("#table-title", "7 texts");
        assertThat(browser.find(".cell-text").getText()).isEqualTo("Great, \"really\" great!");
        assertThat(browser.texts("tbody .chip").get(0)).startsWith("admiration");
        browser.picture("table");
    }

    @Test
    void exportsCsvWithoutFormulasAndJson() throws IOException {
        openTable("=cmd|' /C calc'!A0", "Thank you, \"friend\"!");
        browser.waitForText("#table-title", "2 texts");

        browser.find("#export-csv").click();
        browser.find("#export-json").click();
        Path csv = downloads.resolve("emotions.csv");
        Path json = downloads.resolve("emotions.json");
        browser.waitFor("both files", () -> Files.exists(csv) && Files.exists(json));

        List<String> rows = Files.readAllLines(csv);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith("row,text,emotions,admiration,amusement,");
        assertThat(rows.get(1)).startsWith("1,'=cmd|' /C calc'!A0,");
        assertThat(rows.get(2)).startsWith("2,\"Thank you, \"\"friend\"\"!\",gratitude,");
        assertThat(json).content().contains("\"text\": \"=cmd|' /C calc'!A0\"", "\"model\": \"embedded\"");
    }

    @Test
    void aLongTableIsReadInPagesAndCanBeCancelled() {
        server.hold(true);
        openTable(IntStream.rangeClosed(1, 150).mapToObj(i -> "I love this, number " + i).toArray(String[]::new));
        browser.waitForText("#progress-text", "0 of 150");
        browser.find("#cancel").click();
        server.hold(false);
        browser.waitForText("#table-error", "Cancelled. 0 of 150 texts analysed.");
        browser.waitFor("the button again", () -> browser.find("#run").isEnabled());

        browser.find("#run").click();

        browser.waitForText("#table-title", "150 texts");
        assertThat(browser.findAll("tbody tr")).hasSize(100);
        browser.find("#next").click();
        assertThat(browser.find("#page-text").getText()).isEqualTo("Page 2 of 2");
        assertThat(browser.findAll("tbody tr")).hasSize(50);
    }

    @Test
    void aBusyServerIsAskedAgain() {
        server.busy.set(1);
        type("Thank you so much!");

        browser.waitForText("#text-error", "The server is busy, trying again in");
        browser.waitForText(".bar.detected .label", "gratitude");
        assertThat(browser.find("#text-error").getText()).isEmpty();
    }

    @Test
    void asksForTheKeyAndKeepsItInMemory() {
        server.requireKey("secret");
        browser.open(server.address(), 1200, 900);
        browser.waitFor("the form", () -> browser.find("#key-form").isDisplayed());
        assertThat(browser.seriousFindings()).isEmpty();

        browser.find("#key").sendKeys("secret" + Keys.ENTER);
        browser.waitForText("#model-line", "embedded");
        type("Thank you so much!");

        browser.waitForText(".bar.detected .label", "gratitude");
        assertThat(browser.find("#key").getDomProperty("value")).isEmpty();
        assertThat(browser.script("return localStorage.length + sessionStorage.length + document.cookie.length"))
                .isEqualTo(0L);
    }

    @Test
    void groupsReplaceEmotions() {
        type("Thank you so much!");
        browser.waitForText(".bar .label", "gratitude");

        browser.find("#group option[value=sentiment]").click();

        browser.waitForText("#bars .label", "positive");
        assertThat(browser.texts("#bars .label").get(0)).isEqualTo("positive");
    }

    @Test
    void theKeyboardReachesEverything() {
        type("Thank you. I hate it.");
        browser.waitForText(".sentence", "Thank you.");
        browser.script("document.querySelector('.skip').focus()");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            order.add(nameOfFocused());
            browser.focused().sendKeys(Keys.TAB);
        }

        assertThat(String.join(" ", order))
                .startsWith("skip group theme tab-text text clear show-all sentence sentence");
        browser.find("#tab-text").sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("tab-table");
        assertThat(browser.find("#panel-table").isDisplayed()).isTrue();
        assertThat((String) browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void darkAndNarrowPagesAreAccessible() throws IOException {
        browser.preferScheme("dark");
        type(STORY);
        browser.waitForText("#timeline", "furious");
        assertThat(browser.find("#theme").getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.seriousFindings()).isEmpty();
        browser.picture("dark");
        browser.find("#theme").click();
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(246, 247, 248)");

        browser.open(server.address(), 320, 640);
        type(STORY);
        browser.waitForText("#timeline", "furious");
        assertThat(browser.isWiderThanWindow()).isFalse();
        assertThat(browser.seriousFindings()).isEmpty();
        browser.picture("narrow");
        openTable("Thank you so much!", "I hate this.");
        browser.waitForText("#table-title", "2 texts");
        assertThat(browser.isWiderThanWindow()).isFalse();
        browser.picture("narrow-table");
    }

    @Test
    void aScreenReaderHearsTheResultOnce() {
        type("Thank you so much!");

        String status = "return document.getElementById('status').textContent";
        browser.waitFor("the status", () -> ((String) browser.script(status))
                .startsWith("Emotions: gratitude 0."));
    }

    private static void type(String text) {
        browser.find("#text").sendKeys(text);
    }

    private static void openTable(String... lines) {
        browser.find("#tab-table").click();
        browser.find("#lines").sendKeys(String.join("\n", lines));
        browser.find("#run").click();
    }

    private static String nameOfFocused() {
        String id = browser.focused().getDomAttribute("id");
        return id == null || id.isEmpty() ? String.valueOf(browser.focused().getDomAttribute("class")) : id;
    }
}
