package io.github.emotions4j.cli.option;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the classifier that a command was asked to use. */
@FunctionalInterface
public interface ModelSource {

    /**
     * Opens a classifier.
     *
     * @param folder a model folder, or empty for the embedded model
     * @param options how it is run
     * @return the classifier, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    EmotionClassifier open(Optional<Path> folder, OnnxOptions options) throws IOException;

    /**
     * Reads how a model's thresholds were chosen.
     *
     * @param folder a model folder, or empty for the embedded model
     * @return its thresholds file, or empty when it has none
     * @throws IOException if the file cannot be read
     */
    default Optional<ThresholdsFile> thresholds(Optional<Path> folder) throws IOException {
        return Optional.empty();
    }
}
