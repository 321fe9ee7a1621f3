package io.github.emotions4j.onnx.internal.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.ModelFormatException;
import java.nio.file.Path;

/**
 * Opens and closes ONNX Runtime sessions. A run takes the calling thread, and further intra-op threads only where the
 * settings ask for them.
 *
 * <p>Stateless and thread-safe.
 */
final class OnnxSessions {

    private OnnxSessions() {}

    static OrtSession open(OrtEnvironment environment, Path file, SessionSettings settings) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            configure(options, settings);
            return environment.createSession(file.toString(), options);
        } catch (OrtException notLoaded) {
            throw new ModelFormatException("no valid ONNX graph in " + file + ": " + firstLine(notLoaded), notLoaded);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new InferenceException("a session cannot be closed: " + firstLine(failed), failed);
        }
    }

    /** The first line of the runtime's message, which may go on with a stack of native frames. */
    static String firstLine(OrtException exception) {
        String message = exception.getMessage();
        return message == null
                ? "no reason given"
                : message.lines().findFirst().orElse("").strip();
    }

    private static void configure(OrtSession.SessionOptions options, SessionSettings settings) throws OrtException {
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(settings.intraOpThreads());
        // Intra-op threads spin between the operators of a run, but not between two runs.
        options.addConfigEntry("session.force_spinning_stop", "1");
        options.setInterOpNumThreads(1);
        // Failures arrive as exceptions; the runtime would print them as well.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        if (settings.exactInt8Kernel()) {
            options.addConfigEntry("session.x64quantprecision", "1");
        }
    }
}
