package io.github.emotions4j.core.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder for files that can be made again: the one that is wanted or, where it cannot be written, one for this run.
 *
 * <p>Stateless and thread-safe.
 */
public final class CacheFolder {

    private CacheFolder() {}

    /**
     * Makes a folder when it is absent.
     *
     * @param folder the folder
     * @return the folder, or empty where it cannot be made or written
     */
    public static Optional<Path> writable(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
        } catch (IOException cannotBeMade) {
            System.getLogger(CacheFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "no cache folder at " + folder, cannotBeMade);
            return Optional.empty();
        }
    }

    /**
     * Makes a temporary folder that is deleted when the JVM exits, if it is empty by then.
     *
     * @return a new folder
     * @throws IOException if not even a temporary folder can be written; the message says what to set
     */
    public static Path forThisRun() throws IOException {
        try {
            Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "emotions4j");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException cannotBeMade) {
            throw new IOException(
                    "no folder to unpack to: found neither a cache folder nor a temporary folder that can be written;"
                            + " set " + ResourceCache.FOLDER_VARIABLE + " to one that can",
                    cannotBeMade);
        }
    }
}
