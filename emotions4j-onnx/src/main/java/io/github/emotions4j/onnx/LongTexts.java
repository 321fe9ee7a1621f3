package io.github.emotions4j.onnx;

/** How to read a text that has more tokens than its model takes in one run. */
public enum LongTexts {

    /**
     * The whole text, in windows that overlap by a quarter. Multi-label models score a label with its highest score in
     * any window, so a text has an emotion if one of its windows has it. Single-label models score it with the mean
     * probability over the windows.
     */
    WINDOWS,

    /** Only as many tokens from the beginning as the model takes, like {@code truncation=True} in transformers. */
    BEGINNING
}
