package io.github.emotions4j.onnx;

/** How a text is read that has more tokens than its model takes at once. */
public enum LongTexts {

    /**
     * Whole, in windows that overlap by a quarter, one after the other. Where labels do not compete, a label's score is
     * the highest of its windows': the text has an emotion when one of its windows has it. Where they do, it is the mean
     * of its windows' probabilities, which sum to 1 again.
     */
    WINDOWS,

    /** Only the beginning, as much as the model takes: transformers' {@code truncation=True}. */
    BEGINNING
}
