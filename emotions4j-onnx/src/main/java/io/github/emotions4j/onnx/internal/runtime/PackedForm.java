package io.github.emotions4j.onnx.internal.runtime;

import ai.onnxruntime.OnnxModelMetadata;
import io.github.emotions4j.core.ModelFormatException;
import java.util.Map;
import java.util.Optional;

/**
 * What the metadata of a packed graph say about its runs.
 *
 * @param supportsBatches whether each text of a batch has the same bits as alone
 * @param activationTexts which texts the scales of its activations were found on, where the graph says it
 * @param paddingId the token id from which RoBERTa counts positions; -1 where positions count from 0
 */
record PackedForm(boolean supportsBatches, Optional<String> activationTexts, int paddingId) {

    /** Metadata domain of packed graphs. */
    static final String DOMAIN = "emotions4j.packed";

    private static final String BATCHES = "emotions4j.batches";
    private static final String ACTIVATION_TEXTS = "emotions4j.activation_texts";
    private static final String PADDING_ID = "emotions4j.padding_id";
    private static final int COUNTED_FROM_0 = -1;

    /**
     * Reads the metadata of a packed graph.
     *
     * @throws ModelFormatException if the padding id is no number
     */
    static PackedForm of(OnnxModelMetadata metadata, String source) {
        Map<String, String> values = metadata.getCustomMetadata();
        String paddingId = values.getOrDefault(PADDING_ID, Integer.toString(COUNTED_FROM_0));
        try {
            return new PackedForm(
                    Boolean.parseBoolean(values.get(BATCHES)),
                    Optional.ofNullable(values.get(ACTIVATION_TEXTS)),
                    Integer.parseInt(paddingId));
        } catch (NumberFormatException damaged) {
            throw new ModelFormatException(
                    "found '" + paddingId + "' in metadata " + PADDING_ID + ", expected a token id in " + source,
                    damaged);
        }
    }

    /**
     * Writes the positions of one text.
     *
     * @param tokenIds the text
     * @param positionIds positions of a packed batch
     * @param begin where the text begins in it
     */
    void positions(int[] tokenIds, long[] positionIds, int begin) {
        int counted = 0;
        for (int token = 0; token < tokenIds.length; token++) {
            if (paddingId == COUNTED_FROM_0) {
                positionIds[begin + token] = token;
            } else {
                // Padding inside a text has the padding row itself and is not counted.
                positionIds[begin + token] = tokenIds[token] == paddingId ? paddingId : paddingId + ++counted;
            }
        }
    }
}
