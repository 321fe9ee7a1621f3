package io.github.emotions4j.modelfolder;

import java.util.Objects;

/**
 * The shape of an encoder with a classification head, by the field names of transformers' {@code BertConfig} and
 * {@code RobertaConfig}; {@code DistilBertConfig} has other names for the same things.
 *
 * <p>Immutable and thread-safe.
 *
 * @param architecture which encoder it is ({@code model_type})
 * @param vocabularySize rows of the word embeddings ({@code vocab_size})
 * @param hiddenSize width of a token's state ({@code hidden_size}, {@code dim}), a multiple of {@code headCount}
 * @param layerCount layers ({@code num_hidden_layers}, {@code n_layers})
 * @param headCount attention heads ({@code num_attention_heads}, {@code n_heads})
 * @param intermediateSize width of the feed-forward layer ({@code intermediate_size}, {@code hidden_dim})
 * @param activation activation of the feed-forward layer ({@code hidden_act}, {@code activation})
 * @param maxPositions rows of the position embeddings ({@code max_position_embeddings})
 * @param typeVocabularySize rows of the token type embeddings ({@code type_vocab_size}); 0 for DistilBERT, which has none
 * @param layerNormEpsilon epsilon of every LayerNorm ({@code layer_norm_eps}; 1e-12 in DistilBERT)
 * @param padTokenId id of the padding token ({@code pad_token_id}), at least 0
 * @param hiddenDropout dropout of states while training, in [0, 1) ({@code hidden_dropout_prob}, {@code dropout})
 * @param attentionDropout dropout of attention probabilities while training, in [0, 1)
 *     ({@code attention_probs_dropout_prob}, {@code attention_dropout})
 * @param classifierDropout dropout in the head while training, in [0, 1) ({@code classifier_dropout}, which is
 *     {@code hidden_dropout_prob} when absent; {@code seq_classif_dropout})
 * @param initializerRange standard deviation of weights that start at random, at least 0 ({@code initializer_range})
 */
public record EncoderConfig(
        Architecture architecture,
        int vocabularySize,
        int hiddenSize,
        int layerCount,
        int headCount,
        int intermediateSize,
        Activation activation,
        int maxPositions,
        int typeVocabularySize,
        double layerNormEpsilon,
        int padTokenId,
        double hiddenDropout,
        double attentionDropout,
        double classifierDropout,
        double initializerRange) {

    /** transformers' own {@code initializer_range}. */
    static final double DEFAULT_INITIALIZER_RANGE = 0.02;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a size is below 1, the heads do not divide the width, a rate is outside its
     *     range, or no token fits the positions
     */
    public EncoderConfig {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(activation, "activation");
        requirePositive(vocabularySize, "vocabularySize");
        requirePositive(hiddenSize, "hiddenSize");
        requirePositive(layerCount, "layerCount");
        requirePositive(headCount, "headCount");
        requirePositive(intermediateSize, "intermediateSize");
        requirePositive(maxPositions, "maxPositions");
        requireTypes(architecture, typeVocabularySize);
        if (hiddenSize % headCount != 0) {
            throw new IllegalArgumentException(
                    "hiddenSize " + hiddenSize + " is not a multiple of headCount " + headCount);
        }
        if (!(layerNormEpsilon > 0)) {
            throw new IllegalArgumentException("layerNormEpsilon is " + layerNormEpsilon + ", expected above 0");
        }
        if (padTokenId < 0 || padTokenId >= vocabularySize) {
            throw new IllegalArgumentException("padTokenId is " + padTokenId + ", expected 0.." + (vocabularySize - 1));
        }
        requireRate(hiddenDropout, "hiddenDropout");
        requireRate(attentionDropout, "attentionDropout");
        requireRate(classifierDropout, "classifierDropout");
        if (!(initializerRange >= 0 && Double.isFinite(initializerRange))) {
            throw new IllegalArgumentException("initializerRange is " + initializerRange + ", expected at least 0");
        }
        if (maxPositions <= firstPosition(architecture, padTokenId)) {
            throw new IllegalArgumentException("maxPositions is " + maxPositions + ", expected above "
                    + firstPosition(architecture, padTokenId) + ", the first token's position");
        }
    }

    /**
     * The shape of a BERT encoder, with transformers' defaults for what its tensors do not tell: exact GELU, LayerNorm
     * epsilon 1e-12, padding token 0, dropout 0.1 everywhere, weights that start at random with deviation 0.02.
     *
     * @param vocabularySize rows of the word embeddings
     * @param hiddenSize width of a token's state
     * @param layerCount layers
     * @param headCount attention heads
     * @param intermediateSize width of the feed-forward layer
     * @param maxPositions rows of the position embeddings
     * @param typeVocabularySize rows of the token type embeddings
     * @return the shape
     * @throws IllegalArgumentException as the constructor says
     */
    public static EncoderConfig bert(
            int vocabularySize,
            int hiddenSize,
            int layerCount,
            int headCount,
            int intermediateSize,
            int maxPositions,
            int typeVocabularySize) {
        return new EncoderConfig(
                Architecture.BERT,
                vocabularySize,
                hiddenSize,
                layerCount,
                headCount,
                intermediateSize,
                Activation.GELU,
                maxPositions,
                typeVocabularySize,
                1e-12,
                0,
                0.1,
                0.1,
                0.1,
                DEFAULT_INITIALIZER_RANGE);
    }

    /**
     * Width of one attention head.
     *
     * @return {@code hiddenSize / headCount}
     */
    public int headSize() {
        return hiddenSize / headCount;
    }

    /**
     * The row of the position embeddings that the first token gets: 0, but in RoBERTa the one behind the padding id.
     * There a padding token, also one inside a text, gets the padding id's own row and takes no position.
     *
     * @return the position of the first token
     */
    public int firstPosition() {
        return firstPosition(architecture, padTokenId);
    }

    /**
     * The longest input in tokens, special tokens included.
     *
     * @return at least 1
     */
    public int maxTokens() {
        return maxPositions - firstPosition();
    }

    private static int firstPosition(Architecture architecture, int padTokenId) {
        return architecture == Architecture.ROBERTA ? padTokenId + 1 : 0;
    }

    private static void requireTypes(Architecture architecture, int typeVocabularySize) {
        if (architecture != Architecture.DISTILBERT) {
            requirePositive(typeVocabularySize, "typeVocabularySize");
        } else if (typeVocabularySize != 0) {
            throw new IllegalArgumentException(
                    "typeVocabularySize is " + typeVocabularySize + ", expected 0: DistilBERT has no token types");
        }
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
