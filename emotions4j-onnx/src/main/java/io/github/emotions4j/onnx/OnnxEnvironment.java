package io.github.emotions4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.github.emotions4j.core.InferenceException;

/**
 * ONNX Runtime's one environment of this JVM. It is never closed: other users of ONNX Runtime may share it.
 *
 * <p>Thread-safe.
 */
final class OnnxEnvironment {

    private OnnxEnvironment() {}

    static OrtEnvironment get() {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        } catch (LinkageError notLoaded) {
            Throwable reason = notLoaded.getCause() == null ? notLoaded : notLoaded.getCause();
            throw new InferenceException("ONNX Runtime cannot be loaded: " + reason.getMessage(), notLoaded);
        }
    }
}
