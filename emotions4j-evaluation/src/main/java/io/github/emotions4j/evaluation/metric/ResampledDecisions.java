package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The true positives, false positives and false negatives of each example; the many true negatives are left out.
 * {@code cells[example]} holds {@code label * KINDS + kind} for each true or predicted label. Immutable and
 * thread-safe.
 */
record ResampledDecisions(int labelCount, List<int[]> cells) {

    private static final int KINDS = 3;
    private static final int TRUE_POSITIVE = 0;
    private static final int FALSE_POSITIVE = 1;
    private static final int FALSE_NEGATIVE = 2;

    static ResampledDecisions of(TruthMatrix truth, PredictionMatrix predictions) {
        List<int[]> cells = new ArrayList<>();
        for (int example = 0; example < truth.exampleCount(); example++) {
            cells.add(cellsOf(example, truth, predictions));
        }
        return new ResampledDecisions(truth.labels().size(), cells);
    }

    /** Subset accuracy where each example occurs as often as its weight says. */
    double accuracy(int[] weights) {
        long exact = 0;
        long examples = 0;
        for (int example = 0; example < weights.length; example++) {
            examples += weights[example];
            exact += isExact(cells.get(example)) ? weights[example] : 0;
        }
        return (double) exact / examples;
    }

    /** The counts of each label where each example occurs as often as its weight says. */
    List<ConfusionCounts> counts(int[] weights) {
        long[] counts = new long[labelCount * KINDS];
        long examples = 0;
        for (int example = 0; example < weights.length; example++) {
            examples += weights[example];
            for (int cell : cells.get(example)) {
                counts[cell] += weights[example];
            }
        }
        List<ConfusionCounts> labels = new ArrayList<>();
        for (int first = 0; first < counts.length; first += KINDS) {
            long truePositives = counts[first + TRUE_POSITIVE];
            labels.add(ConfusionCounts.of(
                    truePositives,
                    truePositives + counts[first + FALSE_POSITIVE],
                    truePositives + counts[first + FALSE_NEGATIVE],
                    examples));
        }
        return labels;
    }

    private static boolean isExact(int[] cells) {
        for (int cell : cells) {
            if (cell % KINDS != TRUE_POSITIVE) {
                return false;
            }
        }
        return true;
    }

    private static int[] cellsOf(int example, TruthMatrix truth, PredictionMatrix predictions) {
        return IntStream.range(0, truth.labels().size())
                .filter(id -> truth.isTrue(example, id) || predictions.isPredicted(example, id))
                .map(id -> id * KINDS + kind(truth.isTrue(example, id), predictions.isPredicted(example, id)))
                .toArray();
    }

    private static int kind(boolean isTrue, boolean isPredicted) {
        if (isTrue && isPredicted) {
            return TRUE_POSITIVE;
        }
        return isTrue ? FALSE_NEGATIVE : FALSE_POSITIVE;
    }
}
