package io.github.emotions4j.training;

/** The initial weights of a classification head, where the base model has no head for these labels. */
public enum HeadInitialization {

    /**
     * As in transformers: weights from a normal distribution with the encoder's {@code initializer_range} as standard
     * deviation, biases zero.
     */
    STANDARD,

    /**
     * The dense layer is the identity, and each label's bias is the log-odds of its frequency in the training examples.
     * Small encoders need this, and a higher learning rate for the head, to learn within a few epochs.
     */
    LOG_ODDS
}
