package io.github.emotions4j.cli;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.EmbeddedModel;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The models that users have: the one inside emotions4j, and folders. */
final class EmbeddedOrFolder implements ModelSource {

    @Override
    public EmotionClassifier open(Optional<Path> folder, OnnxOptions options) throws IOException {
        return folder.isPresent()
                ? OnnxEmotionClassifier.load(folder.get(), options)
                : OnnxEmotionClassifier.embedded(options);
    }

    @Override
    public Optional<ThresholdsFile> thresholds(Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            Path file = folder.get().resolve(ModelFiles.THRESHOLDS);
            return Files.exists(file) ? Optional.of(ThresholdsFile.read(file)) : Optional.empty();
        }
        try (InputStream content = EmbeddedModel.find().open(ModelFiles.THRESHOLDS)) {
            return Optional.of(
                    ThresholdsFile.parse(content.readAllBytes(), "the embedded model's " + ModelFiles.THRESHOLDS));
        }
    }
}
