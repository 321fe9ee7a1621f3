package io.github.emotions4j.evaluation.calibration;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.internal.LogOdds;
import io.github.emotions4j.evaluation.internal.SameLabels;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A linear function per label that maps the model's logits to calibrated logits. Scales are above 0, so the order of
 * the examples within a label stays.
 *
 * <p>Source: Platt 1999, Probabilistic Outputs for Support Vector Machines. Immutable and thread-safe.
 *
 * @param labels the labels
 * @param lines one line per label, in id order
 */
public record PlattScaling(LabelSet labels, List<Line> lines) {

    /**
     * The linear function of one label: {@code scale * logit + offset}.
     *
     * @param scale above 0
     * @param offset any finite number
     */
    public record Line(double scale, double offset) {

        /** Scale 1 and offset 0: keeps the scores. */
        public static final Line IDENTITY = new Line(1, 0);

        /**
         * Refuses a scale or offset out of range.
         *
         * @throws IllegalArgumentException if the scale is not above 0 or a number is not finite
         */
        public Line {
            LogOdds.requirePositive(scale, "scale");
            if (!Double.isFinite(offset)) {
                throw new IllegalArgumentException("offset is " + offset + ", expected a finite number");
            }
        }

        /**
         * Calibrates a logit.
         *
         * @param logit the logit of the model
         * @return the calibrated logit
         */
        public double of(double logit) {
            return scale * logit + offset;
        }
    }

    /**
     * Refuses lines that do not match the labels.
     *
     * @throws IllegalArgumentException if there is not one line per label
     */
    public PlattScaling {
        Objects.requireNonNull(labels, "labels");
        lines = List.copyOf(lines);
        if (lines.size() != labels.size()) {
            throw new IllegalArgumentException("found " + lines.size() + " lines, expected " + labels.size());
        }
    }

    /**
     * Calibrates scores.
     *
     * @param scores a sigmoid model's scores
     * @return the calibrated scores, same examples and labels
     * @throws IllegalArgumentException if the labels differ
     */
    public ScoreMatrix apply(ScoreMatrix scores) {
        SameLabels.require(scores.labels(), labels);
        double[][] rows = new double[scores.exampleCount()][labels.size()];
        for (int example = 0; example < rows.length; example++) {
            for (int labelId = 0; labelId < labels.size(); labelId++) {
                double logit = LogOdds.of(scores.score(example, labelId));
                rows[example][labelId] =
                        LogOdds.toProbability(lines.get(labelId).of(logit));
            }
        }
        return ScoreMatrix.of(labels, rows);
    }

    /**
     * The labels whose scores stay as they are.
     *
     * @return label names in id order
     */
    public List<String> unchangedLabels() {
        return IntStream.range(0, lines.size())
                .filter(id -> lines.get(id).equals(Line.IDENTITY))
                .mapToObj(labels::name)
                .toList();
    }

    /**
     * The scales of all labels.
     *
     * @return one per label, in id order, each above 0
     */
    public double[] scales() {
        return lines.stream().mapToDouble(Line::scale).toArray();
    }

    /**
     * The offsets of all labels.
     *
     * @return one per label, in id order
     */
    public double[] offsets() {
        return lines.stream().mapToDouble(Line::offset).toArray();
    }
}
