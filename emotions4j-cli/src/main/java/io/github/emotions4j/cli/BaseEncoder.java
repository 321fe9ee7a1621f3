package io.github.emotions4j.cli;

import io.github.emotions4j.encoders.EncoderArtifact;
import io.github.emotions4j.encoders.FolderEncoder;
import io.github.emotions4j.encoders.MavenEncoders;
import io.github.emotions4j.finetuning.Presets;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The encoder that {@code --base} asks for. */
sealed interface BaseEncoder {

    /** What to call it. */
    String name();

    /** The recipe that it starts from. */
    TrainingOptions preset();

    /** Reads it, fetching it where needed. */
    PretrainedEncoder read() throws IOException;

    /**
     * Finds what was asked for: the encoder of a Maven artifact by its name, else a folder.
     *
     * @throws IllegalArgumentException if it is neither; the message lists what is accepted
     */
    static BaseEncoder resolve(String base) {
        return artifact(base).or(() -> folder(base)).orElseThrow(() -> {
            String names =
                    MavenEncoders.known().stream().map(EncoderArtifact::name).collect(Collectors.joining(", "));
            return new IllegalArgumentException(
                    "--base: found '" + base + "', expected one of " + names + ", or a model folder");
        });
    }

    private static Optional<BaseEncoder> artifact(String base) {
        return MavenEncoders.byName(base).map(OfArtifact::new);
    }

    private static Optional<BaseEncoder> folder(String base) {
        return Files.isDirectory(Path.of(base)) ? Optional.of(new OfFolder(Path.of(base))) : Optional.empty();
    }

    /** An encoder that a Maven artifact carries. */
    record OfArtifact(EncoderArtifact artifact) implements BaseEncoder {

        @Override
        public String name() {
            return artifact.name();
        }

        @Override
        public TrainingOptions preset() {
            return Presets.of(artifact.name());
        }

        @Override
        public PretrainedEncoder read() throws IOException {
            return MavenEncoders.ofUserSettings().load(artifact);
        }
    }

    /** An encoder in a Hugging Face folder. */
    record OfFolder(Path folder) implements BaseEncoder {

        @Override
        public String name() {
            return folder.toString();
        }

        @Override
        public TrainingOptions preset() {
            return Presets.ofFolder();
        }

        @Override
        public PretrainedEncoder read() throws IOException {
            return FolderEncoder.read(folder);
        }
    }
}
