package io.github.emotions4j.modelfolder;

/**
 * The shape of a BERT encoder, by the field names of transformers' {@code BertConfig}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param vocabularySize rows of the word embeddings ({@code vocab_size})
 * @param hiddenSize width of a token's state ({@code hidden_size}), a multiple of {@code headCount}
 * @param layerCount layers ({@code num_hidden_layers})
 * @param headCount attention heads ({@code num_attention_heads})
 * @param intermediateSize width of the feed-forward layer ({@code intermediate_size})
 * @param maxPositions rows of the position embeddings ({@code max_position_embeddings}), the longest input in tokens
 * @param typeVocabularySize rows of the token type embeddings ({@code type_vocab_size})
 * @param layerNormEpsilon epsilon of every LayerNorm ({@code layer_norm_eps})
 * @param padTokenId id of the padding token ({@code pad_token_id})
 * @param hiddenDropout dropout of states while training, in [0, 1) ({@code hidden_dropout_prob})
 * @param attentionDropout dropout of attention probabilities while training, in [0, 1)
 *     ({@code attention_probs_dropout_prob})
 */
public record EncoderConfig(
        int vocabularySize,
        int hiddenSize,
        int layerCount,
        int headCount,
        int intermediateSize,
        int maxPositions,
        int typeVocabularySize,
        double layerNormEpsilon,
        int padTokenId,
        double hiddenDropout,
        double attentionDropout) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a size is below 1, the heads do not divide the width, or a rate is outside its
     *     range
     */
    public EncoderConfig {
        requirePositive(vocabularySize, "vocabularySize");
        requirePositive(hiddenSize, "hiddenSize");
        requirePositive(layerCount, "layerCount");
        requirePositive(headCount, "headCount");
        requirePositive(intermediateSize, "intermediateSize");
        requirePositive(maxPositions, "maxPositions");
        requirePositive(typeVocabularySize, "typeVocabularySize");
        if (hiddenSize % headCount != 0) {
            throw new IllegalArgumentException(
                    "hiddenSize " + hiddenSize + " is not a multiple of headCount " + headCount);
        }
        if (!(layerNormEpsilon > 0)) {
            throw new IllegalArgumentException("layerNormEpsilon is " + layerNormEpsilon + ", expected above 0");
        }
        requireRate(hiddenDropout, "hiddenDropout");
        requireRate(attentionDropout, "attentionDropout");
    }

    /**
     * Width of one attention head.
     *
     * @return {@code hiddenSize / headCount}
     */
    public int headSize() {
        return hiddenSize / headCount;
    }

    private static void requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
        }
    }

    private static void requireRate(double value, String name) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a value in [0, 1)");
        }
    }
}
