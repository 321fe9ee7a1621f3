package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    /** From FIPS 180-2, appendix B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void matchesTheStandardsExample() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");

        assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(OF_ABC);
        assertThat(Sha256.of(file)).isEqualTo(OF_ABC);
    }

    @Test
    void readsAFileLargerThanTheBuffer() throws IOException {
        byte[] content = new byte[600_000];
        content[599_999] = 1;

        assertThat(Sha256.of(Files.write(folder.resolve("large"), content))).isEqualTo(Sha256.of(content));
    }

    @Test
    void endsEachTextWithAZero() {
        MessageDigest inTwo = Sha256.newDigest();
        Sha256.update(inTwo, "a");
        Sha256.update(inTwo, "bc");

        assertThat(Sha256.hex(inTwo)).isEqualTo(Sha256.of("a\0bc\0"));
    }

    @Test
    void showsTheFirstBytes() throws IOException {
        MessageDigest digest = Sha256.newDigest();
        Sha256.update(digest, Files.writeString(folder.resolve("abc"), "abc"));

        assertThat(Sha256.hex(digest, 3)).isEqualTo("ba7816");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> Sha256.of(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none");
    }
}
