package io.github.emotions4j.core.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file so that its final name never shows half of it: a temporary file in the same folder, forced to the disk,
 * then renamed. When the writer fails, the temporary file is deleted and what was there before stays.
 *
 * <p>Stateless and thread-safe.
 */
public final class AtomicFile {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the whole content.
         *
         * @param output where to; buffered, closed by the caller
         * @throws IOException if writing fails
         */
        void writeTo(OutputStream output) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes or replaces a file.
     *
     * @param target the final path; its folder must exist
     * @param content writes the content
     * @throws IOException if writing, forcing or renaming fails; then {@code target} is as it was before
     */
    public static void write(Path target, Content content) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "folder of the file");
        // Not Files.createTempFile: that makes a file which only its owner may read.
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writeAndForce(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes or replaces a UTF-8 text file.
     *
     * @param target the final path; its folder must exist
     * @param text the whole content
     * @throws IOException if writing, forcing or renaming fails; then {@code target} is as it was before
     */
    public static void write(Path target, String text) throws IOException {
        write(target, output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void writeAndForce(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream output = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(output);
            output.flush();
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) {
        // Makes the rename itself durable; Windows cannot open a folder, and there the rename is journalled anyway.
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException cannotOpenFolders) {
            System.getLogger(AtomicFile.class.getName()).log(System.Logger.Level.DEBUG, "folder not forced: " + folder);
        }
    }
}
