package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "first");
        AtomicFile.write(file, "zweite Zeile: \u00e4");
        assertThat(file).hasContent("zweite Zeile: \u00e4");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        // as on a full disk: half is written, then the device refuses
        assertThatThrownBy(() -> AtomicFile.write(file, output -> {
                    output.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void needsTheFolder() {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("absent/a.txt"), "x"))
                .isInstanceOf(NoSuchFileException.class);
    }
}
