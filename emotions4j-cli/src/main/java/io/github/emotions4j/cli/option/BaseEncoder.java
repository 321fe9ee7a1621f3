package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.encoders.EncoderArtifact;
import io.github.emotions4j.encoders.FolderEncoder;
import io.github.emotions4j.encoders.MavenEncoders;
import io.github.emotions4j.finetuning.Presets;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.hub.HubModelId;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The encoder that {@code --base} asks for. */
public sealed interface BaseEncoder {

    /**
     * The name of the encoder in messages.
     *
     * @return a name, a folder or an id of the hub
     */
    String name();

    /**
     * The default training recipe of the encoder.
     *
     * @return the recipe
     */
    TrainingOptions preset();

    /**
     * Reads the encoder, and downloads it first where needed.
     *
     * @return the encoder
     * @throws IOException if the network or the disk fails
     */
    PretrainedEncoder read() throws IOException;

    /**
     * Finds an encoder: that of a Maven artifact by its name, else a folder, else a model of the hub.
     *
     * @param base the value of {@code --base}
     * @param console shows the progress of a download
     * @return the encoder
     * @throws IllegalArgumentException if it is none of them; the message lists what is accepted
     */
    static BaseEncoder resolve(String base, Console console) {
        return artifact(base)
                .or(() -> folder(base))
                .or(() -> hub(base, console))
                .orElseThrow(() -> {
                    String names = MavenEncoders.known().stream()
                            .map(EncoderArtifact::name)
                            .collect(Collectors.joining(", "));
                    return new IllegalArgumentException("--base: found '" + base + "', expected one of " + names
                            + ", a model folder, or a model of the hub as ORG/NAME or ORG/NAME@REVISION");
                });
    }

    private static Optional<BaseEncoder> artifact(String base) {
        return MavenEncoders.byName(base).map(OfArtifact::new);
    }

    private static Optional<BaseEncoder> folder(String base) {
        return Files.isDirectory(Path.of(base)) ? Optional.of(new OfFolder(Path.of(base))) : Optional.empty();
    }

    private static Optional<BaseEncoder> hub(String base, Console console) {
        return FolderResolver.idOf(Path.of(base)).map(id -> new OfHub(id, new FolderResolver(console)));
    }

    /**
     * An encoder in a Maven artifact.
     *
     * @param artifact the artifact
     */
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

    /**
     * An encoder in a Hugging Face folder.
     *
     * @param folder the folder
     */
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

    /**
     * An encoder on the hub.
     *
     * @param id its id
     * @param folders downloads it
     */
    record OfHub(HubModelId id, FolderResolver folders) implements BaseEncoder {

        @Override
        public String name() {
            return id.toString();
        }

        @Override
        public TrainingOptions preset() {
            return Presets.ofFolder();
        }

        @Override
        public PretrainedEncoder read() throws IOException {
            return FolderEncoder.read(folders.pull(id, FileSelection.train()));
        }
    }
}
