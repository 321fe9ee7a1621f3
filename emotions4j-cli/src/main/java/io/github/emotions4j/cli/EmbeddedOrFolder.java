package io.github.emotions4j.cli;

import io.github.emotions4j.core.EmotionClassifier;
import java.nio.file.Path;
import java.util.Optional;

/** The models that users have: the one inside emotions4j, and folders. */
final class EmbeddedOrFolder implements ModelSource {

    @Override
    public EmotionClassifier open(Optional<Path> folder, Optional<Precision> precision) {
        if (folder.isPresent()) {
            throw new IllegalStateException("folders are not read yet");
        }
        return EmotionClassifier.embedded();
    }
}
