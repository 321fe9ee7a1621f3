package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;

/**
 * Receives the progress of an evaluation. All methods are called by the thread that evaluates, and do nothing unless
 * overridden.
 */
public interface EvaluationListener {

    /**
     * A listener that ignores everything.
     *
     * @return the listener
     */
    static EvaluationListener none() {
        return new EvaluationListener() {};
    }

    /**
     * A classifier starts to score a dataset.
     *
     * @param data the dataset
     */
    default void scoringStarted(Dataset data) {}

    /**
     * A classifier scored the next text of the dataset.
     *
     * @param data the dataset
     * @param scores the scores of the text
     */
    default void textScored(Dataset data, Scores scores) {}

    /**
     * A classifier scored the whole dataset, or failed.
     *
     * @param data the dataset
     */
    default void scoringEnded(Dataset data) {}

    /**
     * Gives the exception that the evaluation throws when a classifier refuses a text. Override it to name the text's
     * file and line.
     *
     * @param data the dataset
     * @param index index of the refused text, from 0
     * @param refusal the exception of the classifier
     * @return the exception to throw; {@code refusal} unless overridden
     */
    default IllegalArgumentException refused(Dataset data, int index, IllegalArgumentException refusal) {
        return refusal;
    }
}
