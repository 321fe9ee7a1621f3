package io.github.emotions4j.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "<joy>");
    private static final Dataset DATA = new Dataset(
            "te<st",
            LABELS,
            List.of(
                    new Example("missed <script>alert('x')</script> & more", List.of(0), "1"),
                    new Example("wrongly found", List.of(1), "2"),
                    new Example("right", List.of(1), "3")),
            "ab12");
    private static final Evaluator EVALUATOR =
            Evaluator.of(DATA, ScoreMatrix.of(LABELS, new double[][] {{0.2, 0.1}, {0.9, 0.7}, {0.1, 0.8}}));

    private final HtmlReport report = HtmlReport.of(
            EVALUATOR,
            List.of(
                    ThresholdSelection.fixed(LABELS, 0.5),
                    ThresholdSelection.oracle(
                            ThresholdSearch.defaults().choose(EVALUATOR.truth(), EVALUATOR.scores()))));

    @Test
    void escapesWhateverComesFromTheData() {
        assertThat(report.toHtml())
                .contains("missed &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more")
                .contains("Emotions in te&lt;st")
                .contains("&lt;joy&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("<joy>");
    }

    @Test
    void needsNothingFromOutside() {
        assertThat(report.toHtml()).doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void listsTheWorstErrorsOfEachLabelAtThresholdsChosenOnOtherData() {
        String anger = between(report.toHtml(), "<summary>anger</summary>", "</details>");

        assertThat(between(anger, "Detected, not true", "</div>"))
                .contains("wrongly found <small>score 0.900; true: &lt;joy&gt;");
        assertThat(between(anger, "True, not detected", "</div>")).contains("missed", "score 0.200; true: anger");
        assertThat(between(report.toHtml(), "<summary>&lt;joy&gt;</summary>", "</details>"))
                .contains("<p class=\"note\">none</p>");
    }

    @Test
    void marksTheTableOfTheUpperBound() {
        assertThat(report.toHtml()).contains("<h2 class=\"oracle\">ORACLE");
    }

    @Test
    void showsWhichLabelsAreTakenForWhich() {
        // one of two <joy> examples was given anger
        assertThat(report.toHtml()).contains("title=\"&lt;joy&gt; given anger: 1 of 2\">50</td>");
    }

    @Test
    void drawsTwoCurvesPerLabelAndAReliabilityDiagram() {
        assertThat(report.toHtml().split("<svg", -1)).hasSize(1 + 2 * LABELS.size() + 1);
        assertThat(report.toHtml()).contains("aria-label=\"precision by recall of anger\"");
    }

    @Test
    void reportsGroupsOfLabels() {
        LabelGroups groups =
                LabelGroups.of("all", LABELS, List.of(new LabelGroups.Group("everything", List.of("anger", "<joy>"))));

        String html = HtmlReport.of(EVALUATOR.withGroups(groups), List.of(ThresholdSelection.fixed(LABELS, 0.5)))
                .toHtml();

        assertThat(html).contains("<summary>everything</summary>").doesNotContain("<summary>anger</summary>");
    }

    @Test
    void writesOneFile(@TempDir Path folder) throws IOException {
        report.write(folder.resolve("out.html"));

        assertThat(Files.readString(folder.resolve("out.html"))).isEqualTo(report.toHtml());
        assertThat(report.results()).hasSize(2);
    }

    @Test
    void refusesNoThresholds() {
        assertThatThrownBy(() -> HtmlReport.of(EVALUATOR, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no thresholds to report");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        return text.substring(from, text.indexOf(end, from));
    }
}
