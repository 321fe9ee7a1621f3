package io.github.emotions4j.onnx;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.spi.EmbeddedClassifierProvider;
import java.io.IOException;

/**
 * Opens the embedded model for {@link EmotionClassifier#embedded()}. Not called by applications.
 *
 * <p>Stateless and thread-safe.
 */
public final class OnnxEmbeddedClassifierProvider implements EmbeddedClassifierProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public OnnxEmbeddedClassifierProvider() {}

    /**
     * Opens the embedded model with the default options.
     *
     * @return a new classifier, to be closed by the caller
     * @throws IllegalStateException if there is no embedded model on the class path
     * @throws io.github.emotions4j.core.ModelFormatException if the embedded model is damaged
     * @throws InferenceException if the native runtimes cannot be loaded, or the model cannot be unpacked
     */
    @Override
    public EmotionClassifier open() {
        try {
            return OnnxEmotionClassifier.embedded(OnnxOptions.defaults());
        } catch (IOException notUnpacked) {
            throw new InferenceException(
                    "the embedded model cannot be read or unpacked: " + notUnpacked.getMessage(), notUnpacked);
        }
    }
}
