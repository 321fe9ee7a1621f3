package io.github.emotions4j.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks class path resources to files that stay from one run to the next, for what must be a real file: a native
 * library, a graph.
 *
 * <p>The folder is, by the first that is set: the system property {@code emotions4j.cache}, the environment variable
 * {@code EMOTIONS4J_CACHE}, or {@code emotions4j} under the platform's own cache folder ({@code XDG_CACHE_HOME} or
 * {@code ~/.cache}; {@code ~/Library/Caches} on macOS; {@code LOCALAPPDATA} on Windows). A folder that cannot be
 * written serves what it holds. Other files then go to a new temporary folder that is deleted when the JVM exits.
 * Immutable; safe for threads and for processes that share the folder.
 */
public final class ResourceCache {

    /** The system property that names the folder. */
    public static final String FOLDER_PROPERTY = "emotions4j.cache";

    /** The environment variable that names the folder. */
    public static final String FOLDER_VARIABLE = "EMOTIONS4J_CACHE";

    private final Path folder;

    private ResourceCache(Path folder) {
        this.folder = folder;
    }

    /**
     * The cache in the user's own folder.
     *
     * @return the cache; nothing is written yet
     */
    public static ResourceCache standard() {
        return new ResourceCache(setting(System.getProperty(FOLDER_PROPERTY))
                .or(() -> setting(System.getenv(FOLDER_VARIABLE)))
                .orElseGet(() -> platformFolder().resolve("emotions4j")));
    }

    /**
     * The cache in a folder of the caller's choice.
     *
     * @param folder the folder; made when first needed
     * @return the cache; nothing is written yet
     */
    public static ResourceCache in(Path folder) {
        return new ResourceCache(Objects.requireNonNull(folder, "folder"));
    }

    /**
     * Where the cache is.
     *
     * @return the folder, which need not exist and may be one that cannot be written
     */
    public Path folder() {
        return folder;
    }

    /**
     * Unpacks resources side by side, under their own file names. What an earlier run unpacked is used again when it
     * was made from the same content; a file of the wrong size is written anew.
     *
     * @param name a word for people who look into the cache
     * @param resources the resources, at least one
     * @return the folder that holds them all
     * @throws IOException if a resource cannot be read, or not even a temporary file can be written
     */
    public Path unpack(String name, List<URL> resources) throws IOException {
        StringBuilder key = new StringBuilder(name);
        for (URL resource : resources) {
            key.append('-').append(fingerprint(resource.openConnection()));
        }
        Path target = folder.resolve(key.toString());
        // Looked at before writing: the file system of a container may be read-only.
        if (areUnpacked(target, resources)) {
            return target;
        }
        if (CacheFolder.writable(target).isEmpty()) {
            return unpackForThisRun(resources);
        }
        for (URL resource : resources) {
            unpack(resource, target.resolve(fileName(resource)));
        }
        return target;
    }

    /**
     * Unpacks resources side by side to a new temporary folder that is deleted when the JVM exits.
     *
     * @param resources the resources, at least one
     * @return the folder that holds them all
     * @throws IOException if reading or writing fails
     */
    public static Path unpackForThisRun(List<URL> resources) throws IOException {
        Path temporary = CacheFolder.forThisRun();
        for (URL resource : resources) {
            Path file = temporary.resolve(fileName(resource));
            file.toFile().deleteOnExit();
            try (InputStream content = resource.openStream()) {
                Files.copy(content, file);
            }
        }
        return temporary;
    }

    private static void unpack(URL resource, Path target) throws IOException {
        if (isUnpacked(resource, target)) {
            return;
        }
        try (InputStream content = resource.openStream()) {
            AtomicFile.write(target, content::transferTo);
        }
    }

    private static boolean areUnpacked(Path target, List<URL> resources) throws IOException {
        for (URL resource : resources) {
            if (!isUnpacked(resource, target.resolve(fileName(resource)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnpacked(URL resource, Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == resource.openConnection().getContentLengthLong();
    }

    /** Tells versions of a resource apart without reading it: a jar knows the CRC-32 of each entry. */
    private static String fingerprint(URLConnection connection) throws IOException {
        long version = connection instanceof JarURLConnection jar ? checksum(jar) : connection.getLastModified();
        return Long.toHexString(version) + "." + Long.toHexString(connection.getContentLengthLong());
    }

    private static long checksum(JarURLConnection connection) throws IOException {
        JarEntry entry = Objects.requireNonNull(connection.getJarEntry(), "jar entry");
        return entry.getCrc();
    }

    private static String fileName(URL resource) {
        return resource.getPath().substring(resource.getPath().lastIndexOf('/') + 1);
    }

    private static Optional<Path> setting(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Path::of);
    }

    private static Path platformFolder() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return setting(System.getenv("LOCALAPPDATA"))
                    .orElse(home.resolve("AppData").resolve("Local"));
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        // The XDG specification says that a relative value is to be ignored.
        return setting(System.getenv("XDG_CACHE_HOME")).filter(Path::isAbsolute).orElse(home.resolve(".cache"));
    }
}
