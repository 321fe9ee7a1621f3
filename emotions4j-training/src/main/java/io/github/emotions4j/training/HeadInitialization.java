package io.github.emotions4j.training;

/** How the classification head starts when the encoder brings none for these labels. */
public enum HeadInitialization {

    /**
     * As transformers starts it: weights from a normal distribution with the encoder's {@code initializer_range} as its
     * deviation, biases zero.
     */
    STANDARD,

    /**
     * The dense layer at the identity and each label's bias at the log-odds of its frequency. Small encoders learn in few
     * epochs only from here, with a higher rate for the head.
     */
    LOG_ODDS
}
