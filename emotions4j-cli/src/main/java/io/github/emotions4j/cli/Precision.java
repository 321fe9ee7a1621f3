package io.github.emotions4j.cli;

/** The values of {@code --precision}. */
enum Precision {
    /** 8-bit weights: small and fast. */
    INT8,
    /** The weights as trained. */
    FP32
}
