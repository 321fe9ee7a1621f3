package io.github.emotions4j.onnx.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBatchTest {

    private static final PackedForm BERT = new PackedForm(true, Optional.empty(), -1);

    /** The values of all inputs by name: arrays, and a Boolean. */
    private static Map<String, Object> inputs(int[]... texts) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            new PackedBatch(List.of(texts), BERT).addTo(tensors, OnnxEnvironment.get());
            Map<String, Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxTensor> tensor : tensors.entrySet()) {
                values.put(tensor.getKey(), tensor.getValue().getValue());
            }
            return values;
        } catch (OrtException failed) {
            throw new AssertionError(failed);
        } finally {
            tensors.values().forEach(OnnxValue::close);
        }
    }

    /** A text of one token id, repeated. */
    private static int[] text(int length, int tokenId) {
        int[] tokenIds = new int[length];
        Arrays.fill(tokenIds, tokenId);
        return tokenIds;
    }

    @Test
    void putsTheTokensOfAllTextsInOneRow() {
        Map<String, Object> inputs = inputs(new int[] {7, 8, 9}, new int[] {5}, new int[] {1, 2, 3, 4, 6});

        assertThat(inputs.get("input_ids")).isEqualTo(new long[][] {{7, 8, 9, 5, 1, 2, 3, 4, 6}});
        assertThat(inputs.get("position_ids")).isEqualTo(new long[][] {{0, 1, 2, 0, 0, 1, 2, 3, 4}});
        assertThat(inputs.get("attention_mask"))
                .isEqualTo(new int[][] {{1, 1, 1, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 0, 0, 0}});
        assertThat(inputs.get("padded_index"))
                .isEqualTo(new long[][] {{0, 1, 2, 0, 0, 0, 0, 0}, {3, 3, 3, 3, 3, 3, 3, 3}, {4, 5, 6, 7, 8, 4, 4, 4}});
        assertThat(inputs.get("packed_index")).isEqualTo(new long[] {0, 1, 2, 8, 16, 17, 18, 19, 20});
        assertThat(inputs.get("without_mask")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"1,4", "2,4", "3,4", "4,4", "5,8", "8,8", "9,12", "126,128", "127,128", "128,128"})
    void padsToAMultipleOf4AloneAndInCompany(int longest, int width) {
        assertThat((int[][]) inputs(text(longest, 5)).get("attention_mask")).hasDimensions(1, width);
        assertThat((int[][]) inputs(text(1, 5), text(longest, 6)).get("attention_mask"))
                .hasDimensions(2, width);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 31, 128, 129, 200})
    void eachPlaceOfATokenIsInRangeAndLeadsBackToIt(int longest) {
        int[][] texts = longest > PackedBatch.MAX_MASKED_TOKENS
                ? new int[][] {text(longest, 9)}
                : new int[][] {text(longest, 9), text(1, 8), text((longest + 1) / 2, 7)};
        Map<String, Object> inputs = inputs(texts);
        long[] packed = (long[]) Objects.requireNonNull(inputs.get("packed_index"));
        long[] padded = Stream.of((long[][]) inputs.get("padded_index"))
                .flatMapToLong(Arrays::stream)
                .toArray();
        int[] mask = Stream.of((int[][]) inputs.get("attention_mask"))
                .flatMapToInt(Arrays::stream)
                .toArray();

        assertThat(packed)
                .hasSize(Stream.of(texts).mapToInt(text -> text.length).sum());
        assertThat(LongStream.of(padded)).allMatch(token -> token >= 0 && token < packed.length);
        for (int token = 0; token < packed.length; token++) {
            assertThat(padded[(int) packed[token]]).isEqualTo(token);
            assertThat(mask[(int) packed[token]]).isEqualTo(1);
        }
        assertThat(IntStream.of(mask).sum()).isEqualTo(packed.length);
    }

    @Test
    void aTextOfMoreThan128TokensRunsAtItsOwnWidthWithoutMask() {
        assertThat(inputs(text(128, 5)).get("without_mask")).isEqualTo(false);

        Map<String, Object> inputs = inputs(text(129, 5));

        assertThat(inputs.get("without_mask")).isEqualTo(true);
        assertThat(inputs.get("attention_mask")).isEqualTo(new int[][] {text(129, 1)});
        assertThat(inputs.get("padded_index"))
                .isEqualTo(new long[][] {IntStream.range(0, 129).asLongStream().toArray()});
    }

    @Test
    void refusesATextOfMoreThan128TokensInCompany() {
        List<int[]> texts = List.of(text(3, 5), text(129, 5));

        assertThatThrownBy(() -> new PackedBatch(texts, BERT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found a text of more than 128 tokens in a batch of 2, expected it alone");
    }

    @Test
    void refusesATextWithoutTokens() {
        List<int[]> texts = List.of(text(3, 5), new int[0]);

        assertThatThrownBy(() -> new PackedBatch(texts, BERT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found no token, expected at least one");
    }
}
