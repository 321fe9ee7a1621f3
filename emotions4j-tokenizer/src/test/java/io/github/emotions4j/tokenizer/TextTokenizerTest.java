package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {

    private Path file;
    private TextTokenizer tokenizer;

    @BeforeEach
    void loadTheTinyTokenizer(@TempDir Path folder) throws IOException {
        file = Fixtures.tinyBert(folder).resolve("tokenizer.json");
        tokenizer = TextTokenizer.load(file);
    }

    @AfterEach
    void closeTheTokenizer() {
        tokenizer.close();
    }

    @Test
    void givesTheTokenIdsOfTransformers() {
        for (GoldenText text : Fixtures.tinyBertGolden()) {
            assertThat(tokenizer.encode(text.text())).as(text.toString()).isEqualTo(expected(text));
        }
    }

    @Test
    void neverCutsALongText() {
        int words = 3000;

        assertThat(tokenizer.encode("a ".repeat(words)).length()).isEqualTo(words + 2);
    }

    @Test
    void ignoresTruncationAndPaddingThatTheFileAsksFor() throws IOException {
        String json = Files.readString(file)
                .replaceFirst(
                        "\"truncation\":\\s*null",
                        "\"truncation\": {\"direction\": \"Right\", \"max_length\": 4,"
                                + " \"strategy\": \"LongestFirst\", \"stride\": 0}")
                .replaceFirst(
                        "\"padding\":\\s*null",
                        "\"padding\": {\"strategy\": {\"Fixed\": 16}, \"direction\":"
                                + " \"Right\", \"pad_to_multiple_of\": null, \"pad_id\": 0, \"pad_type_id\": 0,"
                                + " \"pad_token\": \"[PAD]\"}");
        assertThat(json).contains("\"max_length\": 4", "\"Fixed\": 16");

        try (TextTokenizer same = TextTokenizer.of(json.getBytes(StandardCharsets.UTF_8), "test")) {
            assertThat(same.encode("a")).isEqualTo(tokenizer.encode("a"));
            assertThat(same.encode("a a a a a a a a")).isEqualTo(tokenizer.encode("a a a a a a a a"));
        }
    }

    @Test
    void readsAnUnpairedSurrogateAsTheReplacementCharacterAndKeepsTheRest() {
        assertThat(tokenizer.encode("a\uD83D \uD83D\uDE00 b")).isEqualTo(tokenizer.encode("a\uFFFD \uD83D\uDE00 b"));
        assertThat(tokenizer.encode("\uDE00\uD83D")).isEqualTo(tokenizer.encode("\uFFFD\uFFFD"));
    }

    @Test
    void keepsTextBehindANulCharacter() {
        assertThat(tokenizer.encode("a\u0000 a").length())
                .isEqualTo(tokenizer.encode("a a").length());
    }

    @Test
    void namesTheFileThatIsNoTokenizer(@TempDir Path folder) throws IOException {
        Path broken = folder.resolve("tokenizer.json");
        Files.writeString(broken, Files.readString(file).substring(0, 400));

        assertThatThrownBy(() -> TextTokenizer.load(broken))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no valid tokenizer in " + broken)
                .hasMessageContaining("EOF");
    }

    @Test
    void namesTheFileWithMalformedUtf8() {
        assertThatThrownBy(() -> TextTokenizer.of(new byte[] {'{', (byte) 0xC3, '}'}, "x/tokenizer.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("malformed UTF-8 in x/tokenizer.json");
    }

    @Test
    void namesTheFileThatIsMissing(@TempDir Path folder) {
        Path missing = folder.resolve("tokenizer.json");

        assertThatThrownBy(() -> TextTokenizer.load(missing))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no tokenizer at " + missing);
    }

    @Test
    void saysWhichTokenizerHasNoTokenForAText() {
        String json = "{\"version\": \"1.0\", \"added_tokens\": [], \"pre_tokenizer\": {\"type\": \"Whitespace\"},"
                + " \"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 0}, \"unk_token\": \"[UNK]\"}}";

        try (TextTokenizer poor = TextTokenizer.of(json.getBytes(StandardCharsets.UTF_8), "x/tokenizer.json")) {
            assertThat(poor.encode("a").toArray()).containsExactly(0);
            assertThatThrownBy(() -> poor.encode("b"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("in x/tokenizer.json");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the compiler would not let this pass
    void refusesNull() {
        assertThatThrownBy(() -> tokenizer.encode(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("text");
    }

    @Test
    void refusesTextsAfterCloseAndClosesTwice() {
        tokenizer.close();
        tokenizer.close();

        assertThatThrownBy(() -> tokenizer.encode("a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the tokenizer is closed");
    }

    @Test
    void eightThreadsGetTheSameTokens() throws InterruptedException, ExecutionException {
        List<GoldenText> golden = Fixtures.tinyBertGolden();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Tokens>> answers = new ArrayList<>();
            for (int round = 0; round < 50; round++) {
                golden.forEach(text -> answers.add(threads.submit(() -> tokenizer.encode(text.text()))));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected(golden.get(i % golden.size())));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Tokens expected(GoldenText text) {
        return Tokens.of(
                LongStream.of(text.inputIds()).mapToInt(Math::toIntExact).toArray());
    }
}
