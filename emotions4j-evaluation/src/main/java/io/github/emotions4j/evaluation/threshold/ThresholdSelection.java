package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.util.Objects;
import java.util.Optional;

/**
 * Thresholds to evaluate at, with where they come from. Immutable and thread-safe.
 *
 * @param origin where they come from
 * @param thresholds one threshold per label
 * @param chosenOnSha256 SHA-256 of the data that they were chosen on, if known; an evaluation on the same data is
 *     marked {@link ThresholdOrigin#ORACLE}
 */
public record ThresholdSelection(ThresholdOrigin origin, Thresholds thresholds, Optional<String> chosenOnSha256) {

    /** Refuses null. */
    public ThresholdSelection {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(chosenOnSha256, "chosenOnSha256");
    }

    /**
     * One threshold for all labels, set in advance.
     *
     * @param labels the labels
     * @param value the threshold in [0, 1]
     * @return the selection
     * @throws IllegalArgumentException if the value is outside [0, 1]
     */
    public static ThresholdSelection fixed(LabelSet labels, double value) {
        return new ThresholdSelection(ThresholdOrigin.FIXED, Thresholds.constant(labels, value), Optional.empty());
    }

    /**
     * The thresholds of a model, when the data that they were chosen on is not known.
     *
     * @param thresholds the thresholds
     * @return the selection
     */
    public static ThresholdSelection ofModel(Thresholds thresholds) {
        return new ThresholdSelection(ThresholdOrigin.MODEL, thresholds, Optional.empty());
    }

    /**
     * The thresholds of a model folder.
     *
     * @param file the content of {@code thresholds.json}
     * @param labels the model's labels
     * @param source the name of the file in error messages
     * @return the selection
     * @throws io.github.emotions4j.core.ModelFormatException if the file is for other labels
     */
    public static ThresholdSelection ofModel(ThresholdsFile file, LabelSet labels, String source) {
        return of(ThresholdOrigin.MODEL, file, labels, source);
    }

    /**
     * Thresholds from a file that the user named.
     *
     * @param file the content of a thresholds file
     * @param labels the labels of the scores
     * @param source the name of the file in error messages
     * @return the selection
     * @throws io.github.emotions4j.core.ModelFormatException if the file is for other labels
     */
    public static ThresholdSelection ofFile(ThresholdsFile file, LabelSet labels, String source) {
        return of(ThresholdOrigin.FILE, file, labels, source);
    }

    /**
     * Thresholds that a search chose on another split.
     *
     * @param choice the choice
     * @param split the data that it was made on, not the evaluated data
     * @return the selection
     */
    public static ThresholdSelection tunedOn(Dataset split, ThresholdChoice choice) {
        return new ThresholdSelection(ThresholdOrigin.DEV, choice.thresholds(), Optional.of(split.sha256()));
    }

    /**
     * Thresholds chosen on the evaluated data itself. Metrics at these thresholds are an upper bound.
     *
     * @param choice the choice
     * @return the selection
     */
    public static ThresholdSelection oracle(ThresholdChoice choice) {
        return new ThresholdSelection(ThresholdOrigin.ORACLE, choice.thresholds(), Optional.empty());
    }

    /**
     * The origin of the thresholds with respect to the evaluated data.
     *
     * @param evaluated the data to evaluate on
     * @return {@link ThresholdOrigin#ORACLE} when they were chosen on the same data, otherwise {@link #origin()}
     */
    public ThresholdOrigin originOn(Dataset evaluated) {
        boolean sameData = chosenOnSha256.filter(evaluated.sha256()::equals).isPresent();
        return sameData ? ThresholdOrigin.ORACLE : origin;
    }

    private static ThresholdSelection of(ThresholdOrigin origin, ThresholdsFile file, LabelSet labels, String source) {
        return new ThresholdSelection(origin, file.toThresholds(labels, source), Optional.of(file.dataSha256()));
    }
}
