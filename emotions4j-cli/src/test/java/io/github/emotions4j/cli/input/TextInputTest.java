package io.github.emotions4j.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextInputTest {

    @Test
    void knowsHowMuchOfAFileHasBeenRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "line\n".repeat(100_000));

        try (TextInput input = TextInput.ofFile(file)) {
            assertThat(input.fractionRead()).hasValue(0);
            assertThat(input.texts().skip(50_000).findFirst()).hasValue("line");
            assertThat(input.fractionRead().orElseThrow()).isBetween(0.5, 0.7);
        }
    }

    @Test
    void doesNotKnowTheLengthOfAStreamOrOfNothing(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.txt"));

        try (TextInput stream = TextInput.ofStream(InputStream.nullInputStream(), "standard input");
                TextInput nothing = TextInput.ofFile(empty)) {
            assertThat(stream.fractionRead()).isEmpty();
            assertThat(nothing.fractionRead()).isEmpty();
            assertThat(nothing.texts()).isEmpty();
        }
    }

    @Test
    void argumentsAreTakenAsTheyAre() throws IOException {
        try (TextInput input = TextInput.ofArguments(List.of(" a\nb ", ""))) {
            assertThat(input.texts()).containsExactly(" a\nb ", "");
        }
    }
}
