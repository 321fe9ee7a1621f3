package io.github.emotions4j.export.cache;

import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.core.internal.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The SHA-256 of files, remembered in a folder: reading 500 MB takes a second, looking at a file's attributes nothing.
 *
 * <p>What is remembered holds as long as the file has the same size, times and inode. A file that was changed less than
 * two seconds before it was hashed is not remembered, for a second change could leave its times as they are.
 */
final class ContentHash {

    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private final Optional<Path> memory;

    /** Reads every file each time. */
    ContentHash() {
        this.memory = Optional.empty();
    }

    /** Remembers hashes in a folder that must exist. */
    ContentHash(Path memory) {
        this.memory = Optional.of(memory);
    }

    /** The hash of a file's content, in hexadecimal. */
    String of(Path file) throws IOException {
        Path real = file.toRealPath();
        String state = state(real);
        Optional<Path> note = memory.map(folder -> folder.resolve(Sha256.of(real.toString()) + ".sha256"));
        if (note.isPresent()) {
            Optional<String> remembered = recall(note.get(), state);
            if (remembered.isPresent()) {
                return remembered.get();
            }
        }
        Instant begin = Instant.now();
        String hash = Sha256.of(real);
        if (note.isPresent() && state.equals(state(real)) && isSettled(real, begin)) {
            AtomicFile.write(note.get(), state + "\n" + hash + "\n");
        }
        return hash;
    }

    private static Optional<String> recall(Path note, String state) throws IOException {
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note, StandardCharsets.ISO_8859_1);
        boolean holds =
                lines.size() == 2 && lines.get(0).equals(state) && lines.get(1).matches("[0-9a-f]{64}");
        return holds ? Optional.of(lines.get(1)) : Optional.empty();
    }

    private static String state(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.size() + " " + attributes.lastModifiedTime() + " " + changeTime(file) + " "
                + attributes.fileKey();
    }

    /** The time of the last change of content or attributes, which no program can set; absent outside Unix. */
    private static String changeTime(Path file) throws IOException {
        boolean known = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return known ? String.valueOf(Files.getAttribute(file, "unix:ctime")) : "";
    }

    private static boolean isSettled(Path file, Instant begin) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().plus(CLOCK_STEP).isBefore(begin);
    }
}
