package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.Arrays;

/**
 * How many multiply-adds an encoder needs.
 *
 * @param layers how many
 * @param width of a token's vector
 * @param feedForward width between the two products of the feed-forward part
 */
record EncoderWork(int layers, int width, int feedForward) {

    static EncoderWork of(EncoderConfig config) {
        return new EncoderWork(config.layerCount(), config.hiddenSize(), config.intermediateSize());
    }

    /** Of one text through all layers: the products with weights, and those of tokens with tokens in attention. */
    long multiplyAdds(int tokens) {
        return layers * layer(tokens);
    }

    /** The same, with the last layer computed for the first token alone, whose vector is all that classifiers read. */
    long multiplyAddsForFirstToken(int tokens) {
        return (layers - 1) * layer(tokens) + lastLayer(tokens);
    }

    /** Of many texts. */
    double meanMultiplyAdds(int[] tokenCounts) {
        return Arrays.stream(tokenCounts)
                .mapToLong(this::multiplyAdds)
                .average()
                .orElse(0);
    }

    /** Of many texts, as {@link #multiplyAddsForFirstToken}. */
    double meanMultiplyAddsForFirstToken(int[] tokenCounts) {
        return Arrays.stream(tokenCounts)
                .mapToLong(this::multiplyAddsForFirstToken)
                .average()
                .orElse(0);
    }

    private long layer(long tokens) {
        long weights = 4L * width * width + 2L * width * feedForward;
        return tokens * weights + 2 * tokens * tokens * width;
    }

    private long lastLayer(long tokens) {
        long keysAndValues = 2L * width * width * tokens;
        long ofFirstToken = 2L * width * width + 2L * width * feedForward;
        return keysAndValues + ofFirstToken + 2 * tokens * width;
    }
}
