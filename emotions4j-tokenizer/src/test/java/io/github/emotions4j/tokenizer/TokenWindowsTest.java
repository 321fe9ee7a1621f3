package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.GoldenWindows;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenWindowsTest {

    private static final int CLS = 100;
    private static final int SEP = 200;

    /** A text of tokens 1, 2, 3... between two special ones. */
    private static TokenWindows windows(int textLength, int maxTokens) {
        int[] ids = IntStream.rangeClosed(0, textLength + 1).toArray();
        long[] special = new long[ids.length];
        ids[0] = CLS;
        special[0] = 1;
        ids[ids.length - 1] = SEP;
        special[ids.length - 1] = 1;
        return ids.length <= maxTokens ? TokenWindows.whole(ids) : TokenWindows.of(ids, special, maxTokens, "test");
    }

    private static List<Tokens> all(TokenWindows windows) {
        return IntStream.range(0, windows.count()).mapToObj(windows::window).toList();
    }

    @Test
    void shareAQuarterAndEndWhereTheTextEnds() {
        assertThat(all(windows(8, 10))).containsExactly(Tokens.of(CLS, 1, 2, 3, 4, 5, 6, 7, 8, SEP));
        assertThat(all(windows(9, 10)))
                .containsExactly(
                        Tokens.of(CLS, 1, 2, 3, 4, 5, 6, 7, 8, SEP), Tokens.of(CLS, 2, 3, 4, 5, 6, 7, 8, 9, SEP));
        assertThat(all(windows(14, 10)))
                .containsExactly(
                        Tokens.of(CLS, 1, 2, 3, 4, 5, 6, 7, 8, SEP), Tokens.of(CLS, 7, 8, 9, 10, 11, 12, 13, 14, SEP));
        assertThat(all(windows(15, 10)))
                .containsExactly(
                        Tokens.of(CLS, 1, 2, 3, 4, 5, 6, 7, 8, SEP),
                        Tokens.of(CLS, 7, 8, 9, 10, 11, 12, 13, 14, SEP),
                        Tokens.of(CLS, 8, 9, 10, 11, 12, 13, 14, 15, SEP));
    }

    @Test
    void everyTokenIsInSomeWindowAndEveryWindowIsFull() {
        for (int maxTokens = 3; maxTokens < 20; maxTokens++) {
            for (int length = maxTokens - 1; length < 90; length++) {
                List<Tokens> windows = all(windows(length, maxTokens));

                assertThat(windows).extracting(Tokens::length).containsOnly(maxTokens);
                assertThat(windows.stream()
                                .flatMapToInt(window -> Arrays.stream(window.toArray()))
                                .filter(id -> id != CLS && id != SEP)
                                .distinct())
                        .as("%d tokens, %d at most", length, maxTokens)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, length).boxed().toList());
            }
        }
    }

    @Test
    void refusesAWindowThatIsNotThere() {
        assertThatThrownBy(() -> windows(15, 10).window(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> windows(3, 10).window(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesAModelThatSpecialTokensFill() {
        assertThatThrownBy(() -> windows(15, 2))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("the model supports 2 tokens, expected more than the 2 special tokens of test");
    }

    @Test
    void refusesSpecialTokensThatArePutInsideAText() {
        assertThatThrownBy(() -> TokenWindows.of(new int[5], new long[] {1, 0, 1, 0, 1}, 4, "test"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("a special token is inside the text, at index 2, expected it at the start or end, in test");
    }

    @Test
    void saysHowATextIsParted() {
        assertThat(windows(15, 10)).hasToString("TokenWindows[17 tokens in 3 windows]");
    }

    @ParameterizedTest
    @EnumSource
    void areThoseThatTransformersRead(TinyModel model, @TempDir Path folder) throws IOException {
        for (ModelPart form : List.of(ModelPart.TOKENIZER, ModelPart.VOCABULARY)) {
            try (TextTokenizer tokenizer = TokenizerFolder.read(model.copyTo(folder.resolve(form.name()), form))) {
                for (GoldenWindows golden : model.goldenWindows()) {
                    assertThat(all(tokenizer.windows(golden.text(), 64)))
                            .as("%s", golden)
                            .isEqualTo(golden.windows().stream()
                                    .map(window -> tokens(window.inputIds()))
                                    .toList());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void beginWithWhatTransformersTruncatesTo(TinyModel model, @TempDir Path folder) throws IOException {
        try (TextTokenizer tokenizer = TokenizerFolder.read(model.copyTo(folder, ModelPart.TOKENIZER))) {
            for (GoldenText golden : model.golden()) {
                TokenWindows windows = tokenizer.windows(golden.text(), 64);

                assertThat(windows.window(0)).as("%s", golden).isEqualTo(tokens(golden.truncatedIds()));
                assertThat(windows.count() > 1).as("%s", golden).isEqualTo(golden.truncated());
            }
        }
    }

    @Test
    void aTokenizerWithoutSpecialTokensHasWindowsOfTextAlone() {
        String json = "{\"version\": \"1.0\", \"added_tokens\": [], \"pre_tokenizer\": {\"type\": \"Whitespace\"},"
                + " \"model\": {\"type\": \"WordLevel\", \"vocab\": {\"a\": 0, \"b\": 1}, \"unk_token\": \"[UNK]\"}}";

        try (TextTokenizer tokenizer = TextTokenizer.of(json.getBytes(StandardCharsets.UTF_8), "test")) {
            assertThat(all(tokenizer.windows("a a a b b", 4)))
                    .containsExactly(Tokens.of(0, 0, 0, 1), Tokens.of(0, 0, 1, 1));
            assertThatThrownBy(() -> tokenizer.windows("a", 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("maxTokens is 0, expected at least 1");
        }
    }

    private static Tokens tokens(long[] ids) {
        return Tokens.of(LongStream.of(ids).mapToInt(Math::toIntExact).toArray());
    }
}
