package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewPageTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private static Review review(String name, String text) {
        return DataCleaning.of(
                        new Texts().add(text, 0).add(text, 1).named(name), new CleaningOptions(Optional.empty(), 1, 1))
                .review(ScoreMatrix.of(Texts.LABELS, new double[2][3]), List.of());
    }

    private static JsonNode data(String html) throws IOException {
        Matcher data = DATA.matcher(html);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void textsCannotBecomeMarkup() throws IOException {
        String attack = "</script><script>alert('x')</script><!-- \u2028 & \"quotes\"";

        String html = ReviewPage.of(review("<b>train</b>", attack)).toHtml();

        assertThat(html)
                .doesNotContain("alert('x')</script>", "<b>train</b>", "<!-- ")
                .contains("&lt;b&gt;train&lt;/b&gt;");
        assertThat(html.split("<script", -1)).as("script elements").hasSize(3);
        assertThat(data(html).get(0).get("text").textValue()).isEqualTo(attack);
    }

    @Test
    void thePageAsksNoServer() {
        assertThat(ReviewPage.of(review("train", "a text")).toHtml())
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("http:", "https:", "@import", "innerHTML");
    }

    @Test
    void findingsAndFiguresAreThere() throws IOException {
        String html = ReviewPage.of(review("train", "a text")).toHtml();

        JsonNode second = data(html).get(1);
        assertThat(second.get("row").intValue()).isEqualTo(2);
        assertThat(second.get("given").toString()).isEqualTo("[\"anger\"]");
        assertThat(second.get("suggested").toString()).isEqualTo("[\"joy\",\"anger\"]");
        assertThat(second.get("kinds").toString()).contains("conflict", "duplicate");
        assertThat(second.get("evidence").textValue()).contains("same text as row 1 with other labels");
        assertThat(html)
                .contains("2 texts, 2 with findings, 2 with suggested labels", Texts.SHA256)
                .contains("1 texts occur more than once, in 2 examples; 1 of them with different labels")
                .contains("<tr><td>grief</td><td>0</td>");
    }

    @Test
    void thousandsOfFindingsAreWrittenWhole(@TempDir Path folder) throws IOException {
        Texts texts = new Texts();
        for (int i = 0; i < 5000; i++) {
            texts.add("text " + i / 2, i % 2);
        }
        Review review = DataCleaning.of(texts.named("train"), new CleaningOptions(Optional.empty(), 1, 1))
                .review(List.of());
        Path file = folder.resolve("review.html");

        ReviewPage.of(review).write(file);

        assertThat(data(Files.readString(file))).hasSize(5000);
    }
}
