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
 * and its tables. An oracle's figures are printed under that name and stay out of the metadata.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the model's name
 * @param metadata what hubs read beside the figures
 * @param sections text of the writer's own, in order, before the tables
 * @param scores the tables
 */
public record ModelCard(String name, Metadata metadata, List<Section> sections, CardScores scores) {

    /**
     * What hubs read beside the figures.
     *
     * @param license the licence by its hub id, such as {@code apache-2.0}
     * @param baseModel the encoder it started from, when there is one
     * @param datasetType the dataset's id on the hub, such as {@code go_emotions}
     * @param datasetName the dataset's name for people, such as {@code GoEmotions}
     */
    public record Metadata(String license, Optional<String> baseModel, String datasetType, String datasetName) {

        private static final String GO_EMOTIONS = "go_emotions";

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
            return new Metadata(license, Optional.of(baseModel), GO_EMOTIONS, "GoEmotions");
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

    /** What became of a card that was there before. */
    public enum Refresh {

        /** There was none; a whole card was written. */
        WRITTEN,

        /** Scores and {@code model-index} are new, the rest is as it was. */
        REFRESHED,

        /** The scores are new; the front matter has a {@code model-index} of someone else's, which stays. */
        KEPT_MODEL_INDEX
    }

    /** Checks and copies. */
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
     * Writes this card's scores into a card that is there already, atomically; without one, writes this card. What someone
     * else wrote stays: scores stand between two marks, which are added at the end of a card that lacks them.
     *
     * @param file the card
     * @return what was done
     * @throws ModelFormatException if the card is no UTF-8; the message names it
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
