package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.util.Optional;

/**
 * A system that scores texts, as {@link SystemEvaluation} and {@link ThresholdTuning} evaluate it:
 * {@link EvaluatedClassifier} or {@link EvaluatedScoreFile}.
 */
public interface EvaluatedSystem {

    /**
     * The name of the system in reports.
     *
     * @return such as the path of a model folder
     */
    String name();

    /**
     * The labels that the system scores.
     *
     * @return the labels, in the order of the scores
     */
    LabelSet labels();

    /**
     * The system's scores of the dataset to evaluate on.
     *
     * @param data the labelled examples
     * @param listener receives the progress
     * @return one row per example, one column per label
     * @throws IllegalArgumentException if a text is refused
     * @throws io.github.emotions4j.evaluation.scorefile.ScoreFormatException if a score file does not fit the dataset
     * @throws IOException if a file cannot be read
     */
    ScoreMatrix scores(Dataset data, EvaluationListener listener) throws IOException;

    /**
     * The system's scores of the dataset to choose thresholds on.
     *
     * @param data the labelled examples
     * @param listener receives the progress
     * @return one row per example, one column per label
     * @throws IllegalArgumentException if the system has no scores of that dataset, or a text is refused
     * @throws io.github.emotions4j.evaluation.scorefile.ScoreFormatException if a score file does not fit the dataset
     * @throws IOException if a file cannot be read
     */
    default ScoreMatrix tuningScores(Dataset data, EvaluationListener listener) throws IOException {
        return scores(data, listener);
    }

    /**
     * The system's own thresholds.
     *
     * @return the thresholds, or empty for a system without any, such as a score file
     */
    Optional<ThresholdSelection> ownThresholds();
}
