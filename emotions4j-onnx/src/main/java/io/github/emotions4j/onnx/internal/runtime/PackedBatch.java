package io.github.emotions4j.onnx.internal.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a packed graph for texts of any lengths: the tokens of all texts in one row, and where they lie in the
 * padded texts that attention sees.
 *
 * <p>The padded width is a multiple of 4: at other widths ONNX Runtime sums the products of a first token in another
 * order. A text longer than {@value #MAX_MASKED_TOKENS} tokens runs alone, without padding and mask. Which of the two
 * ways a text takes depends on its own length only, so that it has the same bits in every batch.
 *
 * <p>Immutable.
 */
final class PackedBatch {

    /**
     * The longest text that shares a batch, in tokens. A longer one is faster with flash attention, which takes no
     * mask; and it is long enough to use the processor well alone.
     */
    static final int MAX_MASKED_TOKENS = 128;

    private static final int WIDTH_MULTIPLE = 4;

    private final long[] tokenIds;
    private final long[] positionIds;
    private final long[] paddedIndex;
    private final int[] attentionMask;
    private final long[] packedIndex;
    private final int width;
    private final boolean withoutMask;

    /**
     * Packs texts.
     *
     * @param texts token ids, each text with at least one
     * @throws IllegalArgumentException if a text has no token, or shares the batch though it is too long
     */
    PackedBatch(List<int[]> texts, PackedForm form) {
        int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        int total = texts.stream().mapToInt(text -> text.length).sum();
        withoutMask = longest > MAX_MASKED_TOKENS;
        require(texts);
        width = withoutMask ? longest : (longest + WIDTH_MULTIPLE - 1) / WIDTH_MULTIPLE * WIDTH_MULTIPLE;
        tokenIds = new long[total];
        positionIds = new long[total];
        packedIndex = new long[total];
        paddedIndex = new long[texts.size() * width];
        attentionMask = new int[texts.size() * width];
        int begin = 0;
        for (int text = 0; text < texts.size(); text++) {
            form.positions(texts.get(text), positionIds, begin);
            add(texts.get(text), text * width, begin);
            begin += texts.get(text).length;
        }
    }

    private void require(List<int[]> texts) {
        if (texts.stream().anyMatch(text -> text.length == 0)) {
            throw new IllegalArgumentException("found no token, expected at least one");
        }
        if (withoutMask && texts.size() > 1) {
            throw new IllegalArgumentException("found a text of more than " + MAX_MASKED_TOKENS
                    + " tokens in a batch of " + texts.size() + ", expected it alone");
        }
    }

    private void add(int[] text, int padded, int begin) {
        for (int token = 0; token < text.length; token++) {
            tokenIds[begin + token] = text[token];
            paddedIndex[padded + token] = (long) begin + token;
            packedIndex[begin + token] = (long) padded + token;
        }
        Arrays.fill(attentionMask, padded, padded + text.length, 1);
        Arrays.fill(paddedIndex, padded + text.length, padded + width, begin);
    }

    /** Adds the tensors of all inputs; the caller closes them. */
    void addTo(Map<String, OnnxTensor> inputs, OrtEnvironment environment) throws OrtException {
        long[] row = {1, tokenIds.length};
        long[] padded = {paddedIndex.length / width, width};
        inputs.put("input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(tokenIds), row));
        inputs.put("position_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(positionIds), row));
        inputs.put("padded_index", OnnxTensor.createTensor(environment, LongBuffer.wrap(paddedIndex), padded));
        inputs.put("attention_mask", OnnxTensor.createTensor(environment, IntBuffer.wrap(attentionMask), padded));
        long[] tokens = {packedIndex.length};
        inputs.put("packed_index", OnnxTensor.createTensor(environment, LongBuffer.wrap(packedIndex), tokens));
        inputs.put("without_mask", OnnxTensor.createTensor(environment, withoutMask));
    }
}
