package io.github.emotions4j.modelfolder;

/**
 * The dropout probabilities of an encoder and its head while they are trained; classifying uses none.
 *
 * <p>Immutable and thread-safe.
 *
 * @param hidden dropout of states, in [0, 1) ({@code hidden_dropout_prob}, {@code dropout})
 * @param attention dropout of attention probabilities, in [0, 1) ({@code attention_probs_dropout_prob},
 *     {@code attention_dropout})
 * @param classifier dropout in the head, in [0, 1) ({@code classifier_dropout}, which is {@code hidden_dropout_prob}
 *     when absent; {@code seq_classif_dropout})
 */
public record EncoderDropout(double hidden, double attention, double classifier) {

    /**
     * Refuses what is no probability.
     *
     * @throws IllegalArgumentException if a probability is outside [0, 1)
     */
    public EncoderDropout {
        requireProbability(hidden, "hiddenDropout");
        requireProbability(attention, "attentionDropout");
        requireProbability(classifier, "classifierDropout");
    }

    private static void requireProbability(double value, String name) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a value in [0, 1)");
        }
    }
}
