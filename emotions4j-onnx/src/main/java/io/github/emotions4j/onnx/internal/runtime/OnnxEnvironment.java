package io.github.emotions4j.onnx.internal.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.internal.ResourceCache;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ONNX Runtime's environment, one per JVM. It is never closed, because other users of ONNX Runtime may share it.
 *
 * <p>ONNX Runtime would unpack its native libraries again in each JVM. This class unpacks them once into the cache,
 * which saves a tenth of a second at every start. Where the cache cannot be used, ONNX Runtime unpacks them.
 * Thread-safe.
 */
final class OnnxEnvironment {

    /** ONNX Runtime's system property for the folder of its native libraries. */
    private static final String NATIVE_FOLDER = "onnxruntime.native.path";

    private static boolean begun;

    private OnnxEnvironment() {}

    static synchronized OrtEnvironment get() {
        if (begun || System.getProperty(NATIVE_FOLDER) != null) {
            return environment();
        }
        begun = true;
        cachedNatives().ifPresent(folder -> System.setProperty(NATIVE_FOLDER, folder.toString()));
        try {
            return environment();
        } finally {
            // The line above has read it; another ONNX Runtime in this JVM must not find it.
            System.clearProperty(NATIVE_FOLDER);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        } catch (LinkageError notLoaded) {
            Throwable reason = Objects.requireNonNullElse(notLoaded.getCause(), notLoaded);
            throw new InferenceException("ONNX Runtime cannot be loaded: " + reason.getMessage(), notLoaded);
        }
    }

    /** The cached native libraries, if the class loader of ONNX Runtime can load the main one from there. */
    private static Optional<Path> cachedNatives() {
        List<URL> files = nativeFiles(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (files.isEmpty() || OnnxEnvironment.class.getClassLoader() != OrtEnvironment.class.getClassLoader()) {
            return Optional.empty();
        }
        try {
            Path folder = ResourceCache.standard().unpack("onnxruntime", files).toAbsolutePath();
            System.load(folder.resolve(System.mapLibraryName("onnxruntime")).toString());
            return Optional.of(folder);
        } catch (IOException | UnsatisfiedLinkError notUsable) {
            System.getLogger(OnnxEnvironment.class.getName()).log(Level.DEBUG, "natives not cached", notUsable);
            return Optional.empty();
        }
    }

    /** The native libraries of a platform in ONNX Runtime's jar; empty for an unsupported platform. */
    static List<URL> nativeFiles(String operatingSystem, String architecture) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        String prefix = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        String processor = architecture.equals("amd64") || architecture.equals("x86_64") ? "x64" : architecture;
        String folder = "/ai/onnxruntime/native/" + prefix + "-" + processor + "/";
        return Stream.of("onnxruntime", "onnxruntime4j_jni")
                .map(name -> OrtEnvironment.class.getResource(folder + fileName(prefix, name)))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String fileName(String system, String library) {
        return switch (system) {
            case "win" -> library + ".dll";
            case "osx" -> "lib" + library + ".dylib";
            default -> "lib" + library + ".so";
        };
    }
}
