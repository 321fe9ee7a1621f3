package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.AtomicFile;
import io.github.emotions4j.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code README.md} of a model folder: metadata that model hubs read ({@code model-index}), how the model was made,
 * and its tables. An oracle's figures are printed under that name and stay out of the metadata.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the model's name
 * @param metadata what hubs read beside the figures
 * @param sections text of the writer's own, in order, before the tables
 * @param scored the data that the results are of
 * @param results the results to print, at least one
 */
public record ModelCard(
        String name, Metadata metadata, List<Section> sections, Dataset scored, List<EvaluationResult> results) {

    /**
     * What hubs read beside the figures.
     *
     * @param license the licence by its hub id, such as {@code apache-2.0}
     * @param baseModel the encoder it started from, when there is one
     * @param datasetType the dataset's id on the hub, such as {@code go_emotions}
     * @param datasetName the dataset's name for people, such as {@code GoEmotions}
     */
    public record Metadata(String license, Optional<String> baseModel, String datasetType, String datasetName) {

        /** Checks that nothing is missing. */
        public Metadata {
            Objects.requireNonNull(license, "license");
            Objects.requireNonNull(baseModel, "baseModel");
            Objects.requireNonNull(datasetType, "datasetType");
            Objects.requireNonNull(datasetName, "datasetName");
        }

        /**
         * Metadata of a model that learned from GoEmotions.
         *
         * @param license the licence by its hub id
         * @param baseModel the encoder it started from
         * @return the metadata
         */
        public static Metadata goEmotions(String license, String baseModel) {
            return new Metadata(license, Optional.of(baseModel), "go_emotions", "GoEmotions");
        }
    }

    /**
     * A section of the writer's own.
     *
     * @param heading its heading, without marks
     * @param markdown its text in Markdown
     */
    public record Section(String heading, String markdown) {

        /** Checks that nothing is missing. */
        public Section {
            Objects.requireNonNull(heading, "heading");
            Objects.requireNonNull(markdown, "markdown");
        }
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no result
     */
    public ModelCard {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(scored, "scored");
        sections = List.copyOf(sections);
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("found no result for the card of " + name + ", expected at least one");
        }
    }

    /**
     * Writes the card atomically.
     *
     * @param file the file to write or replace
     * @throws IOException if writing fails; then the file is as before
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toMarkdown());
    }

    /**
     * The whole card.
     *
     * @return YAML front matter and Markdown, ended by a line feed
     */
    public String toMarkdown() {
        StringBuilder card = new StringBuilder("---\n");
        appendFacts(card);
        appendModelIndex(card);
        card.append("---\n# ").append(name).append('\n');
        sections.forEach(section -> card.append("\n## ")
                .append(section.heading())
                .append("\n\n")
                .append(section.markdown().strip())
                .append('\n'));
        card.append("\n## Scores on ").append(scored.name()).append("\n\n");
        card.append("A label is predicted when its score is at least its threshold. ")
                .append(scored.size());
        card.append(" examples, SHA-256 `").append(scored.sha256()).append("`.\n");
        results.forEach(result -> card.append('\n').append(EvaluationMarkdown.format(result)));
        return card.toString();
    }

    private void appendFacts(StringBuilder card) {
        card.append("language: en\nlicense: ")
                .append(quoted(metadata.license()))
                .append('\n');
        card.append("library_name: transformers\npipeline_tag: text-classification\n");
        metadata.baseModel()
                .ifPresent(
                        base -> card.append("base_model: ").append(quoted(base)).append('\n'));
        card.append("datasets:\n- ").append(quoted(metadata.datasetType())).append('\n');
        card.append("metrics:\n- f1\n- accuracy\n- precision\n- recall\n");
        card.append("tags:\n- emotions\n- multi-label-classification\n- onnx\n");
    }

    private void appendModelIndex(StringBuilder card) {
        List<EvaluationResult> honest = results.stream()
                .filter(result -> result.origin() != ThresholdOrigin.ORACLE)
                .toList();
        if (honest.isEmpty()) {
            return;
        }
        card.append("model-index:\n- name: ").append(quoted(name)).append("\n  results:\n");
        card.append("  - task:\n      type: text-classification\n      name: Multi-label emotion detection\n");
        card.append("    dataset:\n      type: ").append(quoted(metadata.datasetType()));
        card.append("\n      name: ").append(quoted(metadata.datasetName()));
        card.append("\n      split: ").append(quoted(scored.name())).append("\n    metrics:\n");
        honest.forEach(result -> appendMetrics(card, result));
    }

    private static void appendMetrics(StringBuilder card, EvaluationResult result) {
        Evaluation evaluation = result.evaluation();
        String suffix = " (" + result.title() + ")";
        appendMetric(card, "f1", evaluation.macro().f1(), "macro F1" + suffix);
        appendMetric(card, "precision", evaluation.macro().precision(), "macro precision" + suffix);
        appendMetric(card, "recall", evaluation.macro().recall(), "macro recall" + suffix);
        appendMetric(card, "f1", evaluation.micro().f1(), "micro F1" + suffix);
        appendMetric(card, "accuracy", evaluation.accuracy(), "subset accuracy" + suffix);
    }

    private static void appendMetric(StringBuilder card, String type, double value, String name) {
        card.append("    - type: ").append(type).append("\n      value: ").append(Decimals.fixed(value, 4));
        card.append("\n      name: ").append(quoted(name)).append('\n');
    }

    /** A YAML string in double quotes. */
    private static String quoted(String text) {
        StringBuilder safe = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                safe.append('\\').appendCodePoint(character);
            } else if (character < ' ') {
                safe.append(String.format(Locale.ROOT, "\\x%02x", character));
            } else {
                safe.appendCodePoint(character);
            }
        });
        return safe.append('"').toString();
    }
}
