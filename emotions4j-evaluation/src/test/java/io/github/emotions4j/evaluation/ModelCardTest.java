package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
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
            TEST,
            List.of(EVALUATOR.at(ThresholdSelection.fixed(LABELS, 0.5)), EVALUATOR.oracle(ThresholdSearch.defaults())));

    @Test
    void frontMatterHoldsTheModelIndexWithoutTheOracle() {
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
                        """);
    }

    @Test
    void theTextHoldsSectionsAndAllTablesWithTheOracleLabelled() {
        String text = CARD.toMarkdown();

        assertThat(text)
                .contains("# mine: a \"small\" one\n\n## How it was made\n\nWith care.\n")
                .contains(
                        "## Scores on test\n\nA label is predicted when its score is at least its threshold. 2 examples,"
                                + " SHA-256 `ab12`.\n\n**thresholds: fixed**")
                .contains("**ORACLE, thresholds: chosen on this very split, no honest figure**");
        assertThat(text.split("\\| anger \\|", -1)).hasSize(3);
    }

    @Test
    void aCardWithAnOracleAloneHasNoModelIndex() {
        ModelCard card = new ModelCard(
                "x",
                new ModelCard.Metadata("mit", Optional.empty(), "mine", "Mine"),
                List.of(),
                TEST,
                List.of(EVALUATOR.oracle(ThresholdSearch.defaults())));

        assertThat(card.toMarkdown()).doesNotContain("model-index").doesNotContain("base_model");
    }

    @Test
    void writesTheFile(@TempDir Path folder) throws IOException {
        CARD.write(folder.resolve("README.md"));

        assertThat(Files.readString(folder.resolve("README.md"))).isEqualTo(CARD.toMarkdown());
    }

    @Test
    void refusesACardWithoutResults() {
        assertThatThrownBy(() -> new ModelCard("x", CARD.metadata(), List.of(), TEST, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no result for the card of x");
    }
}
