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
 * @param chosenOnSha256 SHA-256 of the data that chose them, when known; evaluating on that same data makes the figures an
 *     oracle's
 */
public record ThresholdSelection(ThresholdOrigin origin, Thresholds thresholds, Optional<String> chosenOnSha256) {

    /** Checks that nothing is missing. */
    public ThresholdSelection {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(chosenOnSha256, "chosenOnSha256");
    }

    /**
     * One threshold for all labels, set beforehand.
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
     * A model's own thresholds, when what chose them is not known.
     *
     * @param thresholds the thresholds
     * @return the selection
     */
    public static ThresholdSelection ofModel(Thresholds thresholds) {
        return new ThresholdSelection(ThresholdOrigin.MODEL, thresholds, Optional.empty());
    }

    /**
     * A model's own thresholds as its folder keeps them.
     *
     * @param file the content of {@code thresholds.json}
     * @param labels the model's labels
     * @param source what to call the file in errors
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
     * @param labels the labels that are scored
     * @param source what to call the file in errors
     * @return the selection
     * @throws io.github.emotions4j.core.ModelFormatException if the file is for other labels
     */
    public static ThresholdSelection ofFile(ThresholdsFile file, LabelSet labels, String source) {
        return of(ThresholdOrigin.FILE, file, labels, source);
    }

    /**
     * Thresholds just chosen on a split.
     *
     * @param choice the choice
     * @param split the data that it was made on
     * @return the selection
     */
    public static ThresholdSelection tunedOn(Dataset split, ThresholdChoice choice) {
        return new ThresholdSelection(ThresholdOrigin.DEV, choice.thresholds(), Optional.of(split.sha256()));
    }

    /**
     * Thresholds chosen on the scored split itself.
     *
     * @param choice the choice
     * @return the selection
     */
    public static ThresholdSelection oracle(ThresholdChoice choice) {
        return new ThresholdSelection(ThresholdOrigin.ORACLE, choice.thresholds(), Optional.empty());
    }

    /**
     * Where the thresholds come from in view of the data they are judged on.
     *
     * @param scored the data that is scored
     * @return {@link ThresholdOrigin#ORACLE} when the same data chose them, else {@link #origin()}
     */
    public ThresholdOrigin originOn(Dataset scored) {
        boolean sawTheData = chosenOnSha256.filter(scored.sha256()::equals).isPresent();
        return sawTheData ? ThresholdOrigin.ORACLE : origin;
    }

    private static ThresholdSelection of(ThresholdOrigin origin, ThresholdsFile file, LabelSet labels, String source) {
        return new ThresholdSelection(origin, file.toThresholds(labels, source), Optional.of(file.dataSha256()));
    }
}
