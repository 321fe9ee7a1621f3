package io.github.emotions4j.evaluation.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy");
    private static final Dataset TEST = new Dataset(
            "test", LABELS, List.of(new Example("grr", List.of(0), "1"), new Example("yay", List.of(1), "2")), "ab12");
    private static final Evaluator EVALUATOR =
            Evaluator.of(TEST, ScoreMatrix.of(LABELS, new double[][] {{0.9, 0.1}, {0.2, 0.3}}));
    private static final ModelCard CARD = new ModelCard(
            "mine: a \"small\" one",
            ModelCard.Metadata.goEmotions("apache-2.0", "small-encoder"),
            List.of(new ModelCard.Section("How it was made", "With care.\n")),
            new CardScores(
                    TEST,
                    List.of(
                            EVALUATOR.at(ThresholdSelection.fixed(LABELS, 0.5)),
                            EVALUATOR.oracle(ThresholdSearch.defaults())),
                    "Chosen with care.",
                    List.of(new CardScores.Figure("F1 per label", "f1.png"))));

    @Test
    void frontMatterHoldsTheModelIndexWithoutTheUpperBound() {
        String yaml = CARD.toMarkdown().split("---\n", -1)[1];

        assertThat(yaml).isEqualTo("""
                        language: en
                        license: "apache-2.0"
                        library_name: transformers
                        pipeline_tag: text-classification
                        base_model: "small-encoder"
                        datasets:
                        - "go_emotions"
                        metrics:
                        - f1
                        - accuracy
                        - precision
                        - recall
                        tags:
                        - emotions
                        - multi-label-classification
                        - onnx
                        # emotions4j: scores, written anew with new thresholds
                        model-index:
                        - name: "mine: a \\"small\\" one"
                          results:
                          - task:
                              type: text-classification
                              name: Multi-label emotion detection
                            dataset:
                              type: "go_emotions"
                              name: "GoEmotions"
                              split: "test"
                            metrics:
                            - type: f1
                              value: 0.5000
                              name: "macro F1 (thresholds: fixed)"
                            - type: precision
                              value: 0.5000
                              name: "macro precision (thresholds: fixed)"
                            - type: recall
                              value: 0.5000
                              name: "macro recall (thresholds: fixed)"
                            - type: f1
                              value: 0.6667
                              name: "micro F1 (thresholds: fixed)"
                            - type: accuracy
                              value: 0.5000
                              name: "subset accuracy (thresholds: fixed)"
                        # emotions4j: end of scores
                        """);
    }

    @Test
    void theTextHoldsSectionsAndAllTablesWithTheUpperBoundMarked() {
        String text = CARD.toMarkdown();

        assertThat(text)
                .contains("# mine: a \"small\" one\n\n## How it was made\n\nWith care.\n")
                .contains("## Scores on test\n\nA label is predicted when its score is at least its threshold."
                        + " 2 examples, SHA-256 `ab12`.\n\nChosen with care.\n\n**The chosen thresholds are evaluated"
                        + " on the data that they were chosen on, so their scores are an upper bound.**"
                        + " Expect less on other texts.\n\n![F1 per label](f1.png)\n\n"
                        + "**thresholds: fixed**")
                .contains("**ORACLE, thresholds: chosen on this very split, an upper bound**");
        assertThat(text.split("\\| anger \\|", -1)).hasSize(3);
    }

    @Test
    void aCardWithAnUpperBoundAloneHasNoModelIndex() {
        ModelCard card = new ModelCard(
                "x",
                new ModelCard.Metadata("mit", Optional.empty(), "mine", "Mine"),
                List.of(),
                scores("", EVALUATOR.oracle(ThresholdSearch.defaults())));

        assertThat(card.toMarkdown()).doesNotContain("model-index", "base_model", "language");
    }

    @Test
    void writesTheFile(@TempDir Path folder) throws IOException {
        CARD.write(folder.resolve("README.md"));

        assertThat(Files.readString(folder.resolve("README.md"))).isEqualTo(CARD.toMarkdown());
    }

    @Test
    void refusesACardWithoutResults() {
        assertThatThrownBy(() -> new CardScores(TEST, List.of(), "", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no result for the card");
    }

    @Test
    void thresholdsChosenOnOtherDataNeedNoWarning() {
        ThresholdChoice choice = ThresholdSearch.defaults().choose(EVALUATOR.truth(), EVALUATOR.scores());
        Dataset dev = new Dataset("dev", LABELS, TEST.examples(), "cd34");
        CardScores scores = scores(
                "",
                EVALUATOR.at(ThresholdSelection.tunedOn(dev, choice)),
                EVALUATOR.oracle(ThresholdSearch.defaults()));

        assertThat(scores.section()).contains("ORACLE").doesNotContain("so their scores are an upper bound");
    }

    @Test
    void refreshingACardOfOursChangesItsScoresAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("README.md");
        CARD.write(file);
        ModelCard other = new ModelCard(
                "folder name",
                new ModelCard.Metadata("other", Optional.empty(), "mine", "Mine"),
                List.of(),
                scores("Anew.", EVALUATOR.at(ThresholdSelection.fixed(LABELS, 0.25))));

        assertThat(other.refresh(file)).isEqualTo(ModelCard.Refresh.REFRESHED);

        String expected = new ModelCard(CARD.name(), CARD.metadata(), CARD.sections(), other.scores()).toMarkdown();
        assertThat(Files.readString(file))
                .isEqualTo(expected.replace(
                        "\"go_emotions\"\n      name: \"GoEmotions\"", "\"mine\"\n      name: \"Mine\""));
    }

    @Test
    void aFolderWithoutACardGetsAWholeOne(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("README.md");

        assertThat(CARD.refresh(file)).isEqualTo(ModelCard.Refresh.WRITTEN);
        assertThat(file).hasContent(CARD.toMarkdown());
    }

    @Test
    void someoneElsesCardKeepsEveryWord(@TempDir Path folder) throws IOException {
        String theirs = "---\r\nlicense: mit\r\n---\r\n# Their model\r\n\r\nTheir words.\r\n";
        Path file = Files.writeString(folder.resolve("README.md"), theirs);

        assertThat(CARD.refresh(file)).isEqualTo(ModelCard.Refresh.REFRESHED);
        String once = Files.readString(file);
        assertThat(CARD.refresh(file)).isEqualTo(ModelCard.Refresh.REFRESHED);

        assertThat(once)
                .startsWith("---\r\nlicense: mit\r\n# emotions4j: scores")
                .contains(
                        "- name: \"Their model\"",
                        "# emotions4j: end of scores\n---\r\n# Their model\r\n\r\nTheir words.\n\n<!--")
                .endsWith("<!-- emotions4j: end of scores -->\n");
        assertThat(file).hasContent(once);
    }

    @Test
    void someoneElsesModelIndexStays(@TempDir Path folder) throws IOException {
        for (String yaml : List.of("license: mit\nmodel-index:\n- name: theirs\n", "{license: mit}\n")) {
            Path file = Files.writeString(folder.resolve("README.md"), "---\n" + yaml + "---\nText.\n");

            assertThat(CARD.refresh(file)).isEqualTo(ModelCard.Refresh.KEPT_MODEL_INDEX);

            assertThat(Files.readString(file))
                    .startsWith("---\n" + yaml + "---\nText.\n\n<!-- emotions4j: scores")
                    .contains("## Scores on test");
        }
    }

    @Test
    void frontMatterOfCommentsAloneIsAddedTo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "---\n# by hand\n\n---\nText.\n");

        assertThat(CARD.refresh(file)).isEqualTo(ModelCard.Refresh.REFRESHED);

        assertThat(Files.readString(file))
                .startsWith("---\n# by hand\n\n# emotions4j: scores")
                .contains("model-index:");
    }

    @Test
    void refusesACardThatIsNoText(@TempDir Path folder) throws IOException {
        byte[] bytes = {'a', (byte) 0xFF};
        Path file = Files.write(folder.resolve("README.md"), bytes);

        assertThatThrownBy(() -> CARD.refresh(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("malformed UTF-8")
                .hasMessageContaining("README.md");
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aTextWithoutFrontMatterGetsOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "# Theirs\n\nA line.\n\n---\n\nAnother.\n");

        assertThat(CARD.refresh(file)).isEqualTo(ModelCard.Refresh.REFRESHED);

        assertThat(Files.readString(file))
                .startsWith("---\nlanguage: en\nlicense:")
                .contains("---\n# Theirs\n\nA line.\n\n---\n\nAnother.\n\n<!-- emotions4j: scores");
    }

    private static CardScores scores(String note, EvaluationResult... results) {
        return new CardScores(TEST, List.of(results), note, List.of());
    }
}
