package io.github.emotions4j.evaluation.card;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.report.EvaluationFormat;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.util.List;
import java.util.Objects;

/**
 * The scores section of a model card: results, a note on their thresholds, and plots. Results whose thresholds were
 * chosen on the evaluated data are marked and left out of the metadata. Immutable and thread-safe.
 *
 * @param scored the evaluated data
 * @param results the results to print, at least one
 * @param note a paragraph in Markdown, such as how thresholds were chosen; may be empty
 * @param figures plots beside the card
 */
public record CardScores(Dataset scored, List<EvaluationResult> results, String note, List<Figure> figures) {

    /**
     * A plot.
     *
     * @param description its alternative text, without Markdown
     * @param file its file name, in the folder of the card
     */
    public record Figure(String description, String file) {

        /** Refuses null. */
        public Figure {
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * Refuses null and copies the lists.
     *
     * @throws IllegalArgumentException if there is no result
     */
    public CardScores {
        Objects.requireNonNull(scored, "scored");
        Objects.requireNonNull(note, "note");
        results = List.copyOf(results);
        figures = List.copyOf(figures);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("found no result for the card, expected at least one");
        }
    }

    /** The section of the scores, without the last line feed. */
    String section() {
        StringBuilder text =
                new StringBuilder("## Scores on ").append(scored.name()).append("\n\n");
        text.append("A label is predicted when its score is at least its threshold. ")
                .append(scored.size());
        text.append(" examples, SHA-256 `").append(scored.sha256()).append("`.\n");
        appendParagraph(text, note.strip());
        appendParagraph(text, caution());
        figures.forEach(figure -> text.append("\n![")
                .append(figure.description())
                .append("](")
                .append(figure.file())
                .append(")\n"));
        results.forEach(result -> text.append('\n').append(EvaluationFormat.MARKDOWN.format(List.of(result))));
        return text.toString().stripTrailing();
    }

    /** The {@code model-index} as YAML; an empty text when every result is an upper bound. */
    String modelIndex(String modelName, ModelCard.Metadata metadata) {
        List<EvaluationResult> reported = results.stream()
                .filter(result -> result.origin() != ThresholdOrigin.ORACLE)
                .toList();
        if (reported.isEmpty()) {
            return "";
        }
        StringBuilder yaml = new StringBuilder("model-index:\n- name: ").append(Yaml.quoted(modelName));
        yaml.append("\n  results:\n");
        yaml.append("  - task:\n      type: text-classification\n      name: Multi-label emotion detection\n");
        yaml.append("    dataset:\n      type: ").append(Yaml.quoted(metadata.datasetType()));
        yaml.append("\n      name: ").append(Yaml.quoted(metadata.datasetName()));
        yaml.append("\n      split: ").append(Yaml.quoted(scored.name())).append("\n    metrics:\n");
        reported.forEach(result -> appendMetrics(yaml, result));
        return yaml.toString();
    }

    /** A warning when the only chosen thresholds were chosen on the evaluated data. */
    private String caution() {
        boolean oracle = results.stream().anyMatch(result -> result.origin() == ThresholdOrigin.ORACLE);
        boolean chosenElsewhere = results.stream()
                .map(EvaluationResult::origin)
                .anyMatch(origin -> origin != ThresholdOrigin.ORACLE && origin != ThresholdOrigin.FIXED);
        return oracle && !chosenElsewhere
                ? "**The chosen thresholds are evaluated on the data that they were chosen on, so their scores are an"
                        + " upper bound.** Expect less on other texts."
                : "";
    }

    private static void appendParagraph(StringBuilder text, String paragraph) {
        if (!paragraph.isEmpty()) {
            text.append('\n').append(paragraph).append('\n');
        }
    }

    private static void appendMetrics(StringBuilder yaml, EvaluationResult result) {
        Evaluation evaluation = result.evaluation();
        String suffix = " (" + result.title() + ")";
        appendMetric(yaml, "f1", evaluation.macro().f1(), "macro F1" + suffix);
        appendMetric(yaml, "precision", evaluation.macro().precision(), "macro precision" + suffix);
        appendMetric(yaml, "recall", evaluation.macro().recall(), "macro recall" + suffix);
        appendMetric(yaml, "f1", evaluation.micro().f1(), "micro F1" + suffix);
        appendMetric(yaml, "accuracy", evaluation.accuracy(), "subset accuracy" + suffix);
    }

    private static void appendMetric(StringBuilder yaml, String type, double value, String name) {
        yaml.append("    - type: ").append(type).append("\n      value: ").append(Decimals.fixed(value, 4));
        yaml.append("\n      name: ").append(Yaml.quoted(name)).append('\n');
    }
}
