package io.github.emotions4j.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    @Test
    void nothingHasNoLine() throws IOException {
        assertThat(lines("")).isEmpty();
    }

    @Test
    void oneLineEndIsOneBlankLine() throws IOException {
        assertThat(lines("\n")).containsExactly("");
    }

    @Test
    void aLastLineWithoutLineEndCounts() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
    }

    @Test
    void blanksAndSpacesAreKept() throws IOException {
        assertThat(lines("\n a\t\n\n")).containsExactly("", " a\t", "");
    }

    @Test
    void crLfIsALineEndAndALoneCrIsNot() throws IOException {
        assertThat(lines("a\r\nb\rc\r\r\n\r")).containsExactly("a", "b\rc\r", "\r");
    }

    @Test
    void unicodeLineSeparatorsAreText() throws IOException {
        assertThat(lines("a\u2028b\u0085c\n")).containsExactly("a\u2028b\u0085c");
    }

    @Test
    void aByteOrderMarkIsDroppedAtTheStartOnly() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb\n")).containsExactly("a", "\uFEFFb");
    }

    @Test
    void linesLongerThanTheBufferAreWhole() throws IOException {
        String text = "é".repeat(100_000);

        assertThat(lines(text + "\r\n" + text)).containsExactly(text, text);
    }

    @Test
    void malformedUtf8NamesTheLine() {
        byte[] truncated = {'a', '\n', (byte) 0xE2, (byte) 0x82, '\n'};
        byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};

        assertThatThrownBy(() -> readAll(new ByteArrayInputStream(truncated)))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2 of data is malformed UTF-8");
        assertThatThrownBy(() -> readAll(new ByteArrayInputStream(surrogate)))
                .hasMessage("line 1 of data is malformed UTF-8");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };

        assertThatThrownBy(() -> readAll(endless))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 of data is longer than 16777216 bytes");
    }

    private static List<String> lines(String text) throws IOException {
        return readAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> readAll(InputStream input) throws IOException {
        TextLines reader = new TextLines(input, "data");
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }
}
