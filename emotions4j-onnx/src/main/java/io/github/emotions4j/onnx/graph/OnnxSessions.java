package io.github.emotions4j.onnx.graph;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.onnx.OnnxOptions;
import java.nio.file.Path;

/**
 * Opens and closes ONNX Runtime sessions in the one way this library runs them: a run uses its caller's thread, and
 * others only where the options ask for them.
 *
 * <p>Stateless and thread-safe.
 */
final class OnnxSessions {

    private OnnxSessions() {}

    static OrtSession open(OrtEnvironment environment, Path file, OnnxOptions options) {
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            configure(settings, options);
            return environment.createSession(file.toString(), settings);
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

    private static void configure(OrtSession.SessionOptions settings, OnnxOptions options) throws OrtException {
        settings.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        settings.setIntraOpNumThreads(options.threadsPerText());
        // The others wait in a loop between the operators of a run, but not from one run to the next.
        settings.addConfigEntry("session.force_spinning_stop", "1");
        settings.setInterOpNumThreads(1);
        // What goes wrong arrives as an exception; the runtime would print it a second time.
        settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        if (options.exactInt8Kernel()) {
            settings.addConfigEntry("session.x64quantprecision", "1");
        }
    }
}
