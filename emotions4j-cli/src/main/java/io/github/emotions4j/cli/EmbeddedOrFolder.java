package io.github.emotions4j.cli;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.onnx.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The models that users have: the one inside emotions4j, and folders. */
final class EmbeddedOrFolder implements ModelSource {

    @Override
    public EmotionClassifier open(Optional<Path> folder, Precision precision) throws IOException {
        OnnxOptions options = OnnxOptions.builder().precision(precision).build();
        return folder.isPresent()
                ? OnnxEmotionClassifier.load(folder.get(), options)
                : OnnxEmotionClassifier.embedded(options);
    }
}
