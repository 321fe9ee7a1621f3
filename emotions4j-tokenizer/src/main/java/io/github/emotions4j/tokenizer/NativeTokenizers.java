package io.github.emotions4j.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.internal.ResourceCache;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Loads the native library of Hugging Face's tokenizers once, from a jar on the class path. Unlike DJL's own loader it
 * does not use the network and does not search for GPUs. Thread-safe.
 */
final class NativeTokenizers {

    private static boolean loaded;

    private NativeTokenizers() {}

    static synchronized TokenizersLibrary load() {
        if (!loaded) {
            load(platform(System.getProperty("os.name"), System.getProperty("os.arch")));
            loaded = true;
        }
        return TokenizersLibrary.LIB;
    }

    static String platform(String operatingSystem, String architecture) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        String processor = architecture.equals("amd64") ? "x86_64" : architecture;
        String prefix = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        return prefix + "-" + processor;
    }

    /** The native files of a platform in loading order. */
    static List<URL> files(String platform) {
        return fileNames(platform).stream()
                .map(name -> resource("/native/lib/" + platform + "/cpu/" + name, platform))
                .toList();
    }

    private static List<String> fileNames(String platform) {
        if (platform.startsWith("win")) {
            return List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", "tokenizers.dll");
        }
        return List.of(platform.startsWith("osx") ? "libtokenizers.dylib" : "libtokenizers.so");
    }

    private static URL resource(String name, String platform) {
        URL resource = TokenizersLibrary.class.getResource(name);
        if (resource == null) {
            throw new InferenceException("no native tokenizer for platform " + platform
                    + " on the class path, expected linux-x86_64, linux-aarch64, osx-aarch64 or win-x86_64");
        }
        return resource;
    }

    private static void load(String platform) {
        List<URL> files = files(platform);
        try {
            loadAll(ResourceCache.standard().unpack("tokenizers", files), platform);
        } catch (UnsatisfiedLinkError first) {
            // Another class loader has loaded this file, or its folder is mounted noexec: try a copy elsewhere.
            loadCopy(files, platform, first);
        } catch (IOException notUnpacked) {
            throw unpackingFailed(notUnpacked);
        }
    }

    private static void loadCopy(List<URL> files, String platform, UnsatisfiedLinkError first) {
        try {
            loadAll(ResourceCache.unpackForThisRun(files), platform);
        } catch (UnsatisfiedLinkError second) {
            second.addSuppressed(first);
            throw new InferenceException("the native tokenizer cannot be loaded: " + second.getMessage(), second);
        } catch (IOException notUnpacked) {
            throw unpackingFailed(notUnpacked);
        }
    }

    private static void loadAll(Path folder, String platform) {
        for (String name : fileNames(platform)) {
            System.load(folder.resolve(name).toAbsolutePath().toString());
        }
    }

    private static InferenceException unpackingFailed(IOException cause) {
        return new InferenceException("the native tokenizer cannot be unpacked: " + cause.getMessage(), cause);
    }
}
