package io.github.emotions4j.onnx;

import io.github.emotions4j.core.Scores;

/** Classifies one text of many. */
@FunctionalInterface
interface IndexedClassification {

    /**
     * Classifies a text.
     *
     * @param index the text's place among all, from 0, for errors
     * @param text the text
     * @return its scores
     */
    Scores classify(long index, String text);
}
