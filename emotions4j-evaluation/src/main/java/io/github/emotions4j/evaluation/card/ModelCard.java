package io.github.emotions4j.evaluation.card;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code README.md} of a model folder: metadata that model hubs read ({@code model-index}), how the model was made,
 * and its metric tables. Results whose thresholds were chosen on the evaluated data are marked in the tables and left
 * out of the metadata.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the model's name
 * @param metadata licence, base model and dataset
 * @param sections sections before the tables, in order
 * @param scores the metric tables
 */
public record ModelCard(String name, Metadata metadata, List<Section> sections, CardScores scores) {

    /**
     * Licence, base model and dataset, as hubs read them.
     *
     * @param license the licence by its hub id, such as {@code apache-2.0}
     * @param baseModel the encoder that was fine-tuned, if there is one
     * @param datasetType the dataset's id on the hub, such as {@code go_emotions}
     * @param datasetName the dataset's display name, such as {@code GoEmotions}
     */
    public record Metadata(String license, Optional<String> baseModel, String datasetType, String datasetName) {

        private static final String GO_EMOTIONS = "go_emotions";

        /** Refuses null. */
        public Metadata {
            Objects.requireNonNull(license, "license");
            Objects.requireNonNull(baseModel, "baseModel");
            Objects.requireNonNull(datasetType, "datasetType");
            Objects.requireNonNull(datasetName, "datasetName");
        }

        /**
         * Metadata of a model trained on GoEmotions.
         *
         * @param license the licence by its hub id
         * @param baseModel the encoder that was fine-tuned
         * @return the metadata
         */
        public static Metadata goEmotions(String license, String baseModel) {
            return new Metadata(license, Optional.of(baseModel), GO_EMOTIONS, "GoEmotions");
        }
    }

    /**
     * A section of text.
     *
     * @param heading its heading, without {@code #}
     * @param markdown its text in Markdown
     */
    public record Section(String heading, String markdown) {

        /** Refuses null. */
        public Section {
            Objects.requireNonNull(heading, "heading");
            Objects.requireNonNull(markdown, "markdown");
        }
    }

    /** The outcome of {@link #refresh}. */
    public enum Refresh {

        /** No card existed; a whole card was written. */
        WRITTEN,

        /** Scores and {@code model-index} were replaced; the rest is unchanged. */
        REFRESHED,

        /** The scores were replaced; a {@code model-index} that this library did not write was kept. */
        KEPT_MODEL_INDEX
    }

    /** Refuses null and copies the sections. */
    public ModelCard {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(scores, "scores");
        sections = List.copyOf(sections);
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
     * Writes this card's scores into an existing card, atomically. Without an existing card it writes this card. Only
     * the text between two marker lines is replaced; a card without markers gets them at its end.
     *
     * @param file the card
     * @return the outcome
     * @throws ModelFormatException if the card is not valid UTF-8; the message names it
     * @throws IOException if reading or writing fails; then the file is as before
     */
    public Refresh refresh(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file);
            return Refresh.WRITTEN;
        }
        ExistingCard existing = new ExistingCard(read(file));
        AtomicFile.write(file, existing.with(this));
        return existing.hasForeignModelIndex() ? Refresh.KEPT_MODEL_INDEX : Refresh.REFRESHED;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException malformed) {
            throw new ModelFormatException(
                    "found malformed UTF-8, expected a card in valid UTF-8 in " + file, malformed);
        }
    }

    /**
     * The whole card.
     *
     * @return YAML front matter and Markdown, ended by a line feed
     */
    public String toMarkdown() {
        StringBuilder card = new StringBuilder(frontMatter());
        card.append("# ").append(name).append('\n');
        sections.forEach(section -> card.append("\n## ")
                .append(section.heading())
                .append("\n\n")
                .append(section.markdown().strip())
                .append('\n'));
        return card.append('\n').append(scoresRegion()).toString();
    }

    String frontMatter() {
        return "---\n" + facts() + modelIndexRegion(name) + "---\n";
    }

    String modelIndexRegion(String modelName) {
        return MarkedRegion.MODEL_INDEX.around(modelIndex(modelName));
    }

    String modelIndex(String modelName) {
        return scores.modelIndex(modelName, metadata);
    }

    String scoresRegion() {
        return MarkedRegion.SCORES.around(scores.section());
    }

    private String facts() {
        StringBuilder facts = new StringBuilder();
        if (metadata.datasetType().equals(Metadata.GO_EMOTIONS)) {
            facts.append("language: en\n");
        }
        facts.append("license: ").append(Yaml.quoted(metadata.license())).append('\n');
        facts.append("library_name: transformers\npipeline_tag: text-classification\n");
        metadata.baseModel()
                .ifPresent(base ->
                        facts.append("base_model: ").append(Yaml.quoted(base)).append('\n'));
        facts.append("datasets:\n- ")
                .append(Yaml.quoted(metadata.datasetType()))
                .append('\n');
        facts.append("metrics:\n- f1\n- accuracy\n- precision\n- recall\n");
        return facts.append("tags:\n- emotions\n- multi-label-classification\n- onnx\n")
                .toString();
    }
}
