package io.github.emotions4j.export.check;

import io.github.emotions4j.core.ModelFormatException;
import java.util.Locale;
import java.util.Objects;

/**
 * How far a graph's answers are from a reference.
 *
 * <p>Immutable and thread-safe.
 *
 * @param textCount how many texts were compared, at least 1
 * @param meanLogitDifference mean |difference| of logits over texts and labels
 * @param maxScoreDifference largest |difference| of sigmoid scores, in [0, 1]
 * @param meanScoreDifference mean |difference| of sigmoid scores, in [0, 1]
 * @param worst where the logits are farthest apart
 * @param source the file that was compared
 */
public record ParityReport(
        int textCount,
        double meanLogitDifference,
        double maxScoreDifference,
        double meanScoreDifference,
        Worst worst,
        String source) {

    /**
     * A text and a label with their two logits.
     *
     * @param text the text
     * @param label the label's name
     * @param expected the reference's logit
     * @param found the graph's logit
     */
    public record Worst(String text, String label, float expected, float found) {

        /**
         * How far the two are apart.
         *
         * @return |found - expected|
         */
        public double difference() {
            return Math.abs((double) found - expected);
        }
    }

    /** Refuses null components with a {@link NullPointerException} that names the component. */
    public ParityReport {
        Objects.requireNonNull(worst, "worst");
        Objects.requireNonNull(source, "source");
    }

    /**
     * The largest |difference| of logits.
     *
     * @return a number of at least 0
     */
    public double maxLogitDifference() {
        return worst.difference();
    }

    /**
     * Fails when the logits are too far apart.
     *
     * @param tolerance the largest |difference| allowed, such as {@link ParityCheck#FP32_TOLERANCE}
     * @return this report
     * @throws ModelFormatException if they are farther apart; the message names text, label, both logits and the file
     */
    public ParityReport requireWithin(double tolerance) {
        if (maxLogitDifference() > tolerance) {
            throw new ModelFormatException(String.format(
                    Locale.ROOT,
                    "logit of label '%s' is %s, expected %s within %s (differs by %.3g) for text '%s' in %s",
                    worst.label(),
                    worst.found(),
                    worst.expected(),
                    tolerance,
                    maxLogitDifference(),
                    worst.text(),
                    source));
        }
        return this;
    }
}
