package io.github.emotions4j.cli.option;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.util.Optional;

/** Opens the classifiers that commands use. */
@FunctionalInterface
public interface ModelSource {

    /**
     * Opens a classifier.
     *
     * @param model the model
     * @param options the options for ONNX Runtime
     * @return the classifier, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    EmotionClassifier open(ModelReference model, OnnxOptions options) throws IOException;

    /**
     * Reads a model's {@code thresholds.json}, which names the data on which the thresholds were chosen.
     *
     * @param model the model
     * @return the content, or empty if the model has no such file
     * @throws IOException if the file cannot be read
     */
    default Optional<ThresholdsFile> thresholds(ModelReference model) throws IOException {
        return Optional.empty();
    }
}
