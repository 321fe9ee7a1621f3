package io.github.emotions4j.modelfolder;

/**
 * The sizes of an encoder, by the field names of transformers' {@code BertConfig}; {@code DistilBertConfig} has other
 * names for the same things.
 *
 * <p>Immutable and thread-safe.
 *
 * @param vocabularySize rows of the token embeddings ({@code vocab_size}), at least 1
 * @param hiddenSize width of a token's state ({@code hidden_size}, {@code dim}), a multiple of {@code headCount}
 * @param layerCount layers ({@code num_hidden_layers}, {@code n_layers}), at least 1
 * @param headCount attention heads ({@code num_attention_heads}, {@code n_heads}), at least 1
 * @param intermediateSize width of the feed-forward layer ({@code intermediate_size}, {@code hidden_dim}), at least 1
 * @param maxPositions rows of the position embeddings ({@code max_position_embeddings}), at least 1
 * @param typeVocabularySize rows of the token type embeddings ({@code type_vocab_size}), at least 0
 */
public record EncoderSize(
        int vocabularySize,
        int hiddenSize,
        int layerCount,
        int headCount,
        int intermediateSize,
        int maxPositions,
        int typeVocabularySize) {

    /**
     * Refuses sizes that no encoder has.
     *
     * @throws IllegalArgumentException if a size is below its least value or the heads do not divide the width
     */
    public EncoderSize {
        requirePositive(vocabularySize, "vocabularySize");
        requirePositive(hiddenSize, "hiddenSize");
        requirePositive(layerCount, "layerCount");
        requirePositive(headCount, "headCount");
        requirePositive(intermediateSize, "intermediateSize");
        requirePositive(maxPositions, "maxPositions");
        if (typeVocabularySize < 0) {
            throw new IllegalArgumentException("typeVocabularySize is " + typeVocabularySize + ", expected at least 0");
        }
        if (hiddenSize % headCount != 0) {
            throw new IllegalArgumentException(
                    "hiddenSize " + hiddenSize + " is not a multiple of headCount " + headCount);
        }
    }

    static void requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
        }
    }
}
