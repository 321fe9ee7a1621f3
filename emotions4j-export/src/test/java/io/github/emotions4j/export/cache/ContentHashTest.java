package io.github.emotions4j.export.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {

    /** By sha256sum. */
    private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private Path file;
    private Path memory;
    private ContentHash hashes;

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "abc");
        Files.setLastModifiedTime(file, LONG_AGO);
        memory = Files.createDirectory(folder.resolve("memory"));
        hashes = new ContentHash(memory);
    }

    private List<Path> notes() throws IOException {
        try (Stream<Path> notes = Files.list(memory)) {
            return notes.toList();
        }
    }

    @Test
    void isTheSha256OfTheContent() throws IOException {
        assertThat(hashes.of(file)).isEqualTo(HASH_OF_ABC);
        assertThat(new ContentHash().of(file)).isEqualTo(HASH_OF_ABC);
    }

    @Test
    void isRememberedWhileTheFileStaysAsItIs() throws IOException {
        hashes.of(file);
        Path note = notes().get(0);
        String other = "0".repeat(64);
        Files.writeString(note, Files.readString(note).replace(HASH_OF_ABC, other));

        assertThat(hashes.of(file)).isEqualTo(other);
    }

    @Test
    void isTakenAnewWhenTheFileChanged() throws IOException {
        hashes.of(file);
        Files.writeString(file, "abd");
        Files.setLastModifiedTime(file, LONG_AGO);

        // Same size, same time of modification: the time of change tells.
        assertThat(hashes.of(file)).isNotEqualTo(HASH_OF_ABC);
    }

    @Test
    void isNotRememberedOfAFileThatWasJustWritten() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));

        assertThat(hashes.of(file)).isEqualTo(HASH_OF_ABC);
        assertThat(notes()).isEmpty();
    }

    @Test
    void isTakenAnewWhenTheNoteIsDamaged() throws IOException {
        hashes.of(file);
        Files.writeString(notes().get(0), "nonsense");

        assertThat(hashes.of(file)).isEqualTo(HASH_OF_ABC);
    }

    @Test
    void followsLinks() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(hashes.of(link)).isEqualTo(HASH_OF_ABC);
        hashes.of(file);
        assertThat(notes()).hasSize(1);
    }
}
