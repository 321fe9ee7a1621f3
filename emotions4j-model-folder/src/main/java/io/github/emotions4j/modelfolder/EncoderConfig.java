package io.github.emotions4j.modelfolder;

import java.util.Objects;

/**
 * The shape of an encoder with a classification head, by the field names of transformers' {@code BertConfig} and
 * {@code RobertaConfig}; {@code DistilBertConfig} has other names for the same things.
 *
 * <p>Immutable and thread-safe.
 *
 * @param architecture which encoder it is ({@code model_type})
 * @param size its sizes; {@code typeVocabularySize} is 0 for DistilBERT, which has no token types, and at least 1 else
 * @param activation activation of the feed-forward layer ({@code hidden_act}, {@code activation})
 * @param layerNormEpsilon epsilon of every LayerNorm, above 0 ({@code layer_norm_eps}; 1e-12 in DistilBERT)
 * @param padTokenId id of the padding token, from 0 to below the vocabulary's size ({@code pad_token_id})
 * @param dropout dropout while training
 * @param initializerRange standard deviation of weights that start at random, at least 0 ({@code initializer_range})
 */
public record EncoderConfig(
        Architecture architecture,
        EncoderSize size,
        Activation activation,
        double layerNormEpsilon,
        int padTokenId,
        EncoderDropout dropout,
        double initializerRange) {

    /** transformers' own {@code initializer_range}. */
    static final double DEFAULT_INITIALIZER_RANGE = 0.02;

    /**
     * Refuses a shape that cannot be built.
     *
     * @throws IllegalArgumentException if a value is outside its range, or no token fits the positions
     */
    public EncoderConfig {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(dropout, "dropout");
        requireTypes(architecture, size.typeVocabularySize());
        if (!(layerNormEpsilon > 0)) {
            throw new IllegalArgumentException("layerNormEpsilon is " + layerNormEpsilon + ", expected above 0");
        }
        if (padTokenId < 0 || padTokenId >= size.vocabularySize()) {
            throw new IllegalArgumentException(
                    "padTokenId is " + padTokenId + ", expected 0.." + (size.vocabularySize() - 1));
        }
        if (!(initializerRange >= 0 && Double.isFinite(initializerRange))) {
            throw new IllegalArgumentException("initializerRange is " + initializerRange + ", expected at least 0");
        }
        if (size.maxPositions() <= firstPosition(architecture, padTokenId)) {
            throw new IllegalArgumentException("maxPositions is " + size.maxPositions() + ", expected above "
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
        EncoderSize size = new EncoderSize(
                vocabularySize, hiddenSize, layerCount, headCount, intermediateSize, maxPositions, typeVocabularySize);
        return new EncoderConfig(
                Architecture.BERT,
                size,
                Activation.GELU,
                1e-12,
                0,
                new EncoderDropout(0.1, 0.1, 0.1),
                DEFAULT_INITIALIZER_RANGE);
    }

    /**
     * Rows of the token embeddings.
     *
     * @return {@code vocab_size}
     */
    public int vocabularySize() {
        return size.vocabularySize();
    }

    /**
     * Width of a token's state.
     *
     * @return {@code hidden_size} or {@code dim}
     */
    public int hiddenSize() {
        return size.hiddenSize();
    }

    /**
     * Number of layers.
     *
     * @return {@code num_hidden_layers} or {@code n_layers}
     */
    public int layerCount() {
        return size.layerCount();
    }

    /**
     * Number of attention heads in a layer.
     *
     * @return {@code num_attention_heads} or {@code n_heads}
     */
    public int headCount() {
        return size.headCount();
    }

    /**
     * Width of the feed-forward layer.
     *
     * @return {@code intermediate_size} or {@code hidden_dim}
     */
    public int intermediateSize() {
        return size.intermediateSize();
    }

    /**
     * Rows of the position embeddings.
     *
     * @return {@code max_position_embeddings}
     */
    public int maxPositions() {
        return size.maxPositions();
    }

    /**
     * Rows of the token type embeddings.
     *
     * @return {@code type_vocab_size}, 0 for DistilBERT
     */
    public int typeVocabularySize() {
        return size.typeVocabularySize();
    }

    /**
     * Dropout of states while training.
     *
     * @return a probability in [0, 1)
     */
    public double hiddenDropout() {
        return dropout.hidden();
    }

    /**
     * Dropout of attention probabilities while training.
     *
     * @return a probability in [0, 1)
     */
    public double attentionDropout() {
        return dropout.attention();
    }

    /**
     * Dropout in the head while training.
     *
     * @return a probability in [0, 1)
     */
    public double classifierDropout() {
        return dropout.classifier();
    }

    /**
     * Width of one attention head.
     *
     * @return {@code hiddenSize / headCount}
     */
    public int headSize() {
        return hiddenSize() / headCount();
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
        return maxPositions() - firstPosition();
    }

    private static int firstPosition(Architecture architecture, int padTokenId) {
        return architecture == Architecture.ROBERTA ? padTokenId + 1 : 0;
    }

    private static void requireTypes(Architecture architecture, int typeVocabularySize) {
        if (architecture != Architecture.DISTILBERT) {
            EncoderSize.requirePositive(typeVocabularySize, "typeVocabularySize");
        } else if (typeVocabularySize != 0) {
            throw new IllegalArgumentException(
                    "typeVocabularySize is " + typeVocabularySize + ", expected 0: DistilBERT has no token types");
        }
    }

    /**
     * All values by name. Fingerprints of training runs and keys of cached graphs contain this text: do not change it.
     *
     * @return as in {@code EncoderConfig[architecture=BERT, vocabularySize=30522, ...]}
     */
    @Override
    public String toString() {
        return "EncoderConfig[architecture=" + architecture + ", vocabularySize=" + vocabularySize() + ", hiddenSize="
                + hiddenSize() + ", layerCount=" + layerCount() + ", headCount=" + headCount() + ", intermediateSize="
                + intermediateSize() + ", activation=" + activation + ", maxPositions=" + maxPositions()
                + ", typeVocabularySize=" + typeVocabularySize() + ", layerNormEpsilon=" + layerNormEpsilon
                + ", padTokenId=" + padTokenId + ", hiddenDropout=" + hiddenDropout() + ", attentionDropout="
                + attentionDropout() + ", classifierDropout=" + classifierDropout() + ", initializerRange="
                + initializerRange + "]";
    }
}
