package io.github.emotions4j.export.cache;

import io.github.emotions4j.core.internal.CacheFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of folders that appear whole or not at all: each is filled under another name and then renamed. When two
 * processes fill the same one, the first to finish wins and the other takes what it made.
 */
final class GraphStore {

    /** A folder that a killed process was filling, or that has an older format, is deleted after this time. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final String UNFINISHED = ".tmp";

    private final Path root;
    private final String format;

    /** @param format begins every key; folders that begin otherwise are of an older format */
    GraphStore(Path root, String format) {
        this.root = root;
        this.format = format;
    }

    /** Fills a folder. */
    @FunctionalInterface
    interface Content {

        /** Writes all files into an empty folder. */
        void writeInto(Path folder) throws IOException;
    }

    /** The folder of a key, filled when it is not there. Where the store cannot be written: one for this run alone. */
    Path require(String key, Content content) throws IOException {
        Path target = root.resolve(key);
        if (Files.isDirectory(target)) {
            return target;
        }
        if (CacheFolder.writable(root).isEmpty()) {
            return forThisRun(content);
        }
        deleteAbandoned();
        Path unfinished = Files.createDirectory(root.resolve(key + "." + UUID.randomUUID() + UNFINISHED));
        try {
            content.writeInto(unfinished);
            rename(unfinished, target);
        } finally {
            delete(unfinished);
        }
        return target;
    }

    private static void rename(Path unfinished, Path target) throws IOException {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            // Another process was faster: a folder that is not empty is never replaced.
            if (!Files.isDirectory(target)) {
                throw refused;
            }
        }
    }

    private static Path forThisRun(Content content) throws IOException {
        Path temporary = CacheFolder.forThisRun();
        content.writeInto(temporary);
        list(temporary).forEach(file -> file.toFile().deleteOnExit());
        return temporary;
    }

    private void deleteAbandoned() throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        for (Path entry : list(root)) {
            String name = entry.getFileName().toString();
            boolean abandoned = name.endsWith(UNFINISHED) || !name.startsWith(format);
            if (abandoned && Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                delete(entry);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
