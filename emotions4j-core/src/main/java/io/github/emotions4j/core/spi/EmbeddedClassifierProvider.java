package io.github.emotions4j.core.spi;

import io.github.emotions4j.core.EmotionClassifier;

/** Opens the embedded model; implementations have a public constructor without arguments and are thread-safe. */
public interface EmbeddedClassifierProvider {

    /**
     * Opens the embedded model.
     *
     * @return a new classifier, to be closed by the caller
     * @throws io.github.emotions4j.core.ModelFormatException if the embedded model is damaged
     */
    EmotionClassifier open();
}
