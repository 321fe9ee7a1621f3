package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How well scores predict the true labels at given thresholds. A label is predicted when {@code score >= threshold}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param examples how many examples were judged, at least 1
 * @param accuracy subset accuracy: the share of examples whose predicted labels are exactly the true ones, in [0, 1]
 * @param labels one entry per label, in id order
 */
public record Evaluation(int examples, double accuracy, List<LabelEvaluation> labels) {

    /** Copies the labels. */
    public Evaluation {
        labels = List.copyOf(labels);
    }

    /**
     * Judges scores.
     *
     * @param truth the true labels
     * @param scores the scores of the same examples and labels
     * @param thresholds one threshold per label
     * @return the result
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static Evaluation of(TruthMatrix truth, ScoreMatrix scores, Thresholds thresholds) {
        scores.requireMatches(truth);
        ScoreMatrix.requireSameLabels(thresholds.labels(), truth.labels());
        List<LabelEvaluation> labels = new ArrayList<>();
        for (int labelId = 0; labelId < truth.labels().size(); labelId++) {
            double threshold = thresholds.value(labelId);
            ConfusionCounts counts = ConfusionCounts.of(truth.column(labelId), scores.column(labelId), threshold);
            labels.add(new LabelEvaluation(truth.labels().name(labelId), threshold, counts));
        }
        return new Evaluation(truth.exampleCount(), subsetAccuracy(truth, scores, thresholds), labels);
    }

    /**
     * Every label counts the same.
     *
     * @return macro precision, recall and F1
     */
    public Averages macro() {
        return Averages.macro(counts());
    }

    /**
     * Every decision counts the same.
     *
     * @return micro precision, recall and F1
     */
    public Averages micro() {
        return Averages.micro(counts());
    }

    /**
     * A label counts by its support.
     *
     * @return weighted precision, recall and F1
     */
    public Averages weighted() {
        return Averages.weighted(counts());
    }

    /**
     * The mean of the labels' Matthews correlations.
     *
     * @return macro MCC in [-1, 1]
     */
    public double macroMcc() {
        return counts().stream().mapToDouble(ConfusionCounts::mcc).average().orElseThrow();
    }

    /**
     * Labels that were never predicted, whose precision therefore counts as 0.
     *
     * @return label names in id order
     */
    public List<String> undefinedPrecision() {
        return labelsWhere(counts -> !counts.precisionIsDefined());
    }

    /**
     * Labels that no example has, whose recall therefore counts as 0.
     *
     * @return label names in id order
     */
    public List<String> undefinedRecall() {
        return labelsWhere(counts -> !counts.recallIsDefined());
    }

    /**
     * Labels that are neither true nor predicted anywhere, whose F1 therefore counts as 0.
     *
     * @return label names in id order
     */
    public List<String> undefinedF1() {
        return labelsWhere(counts -> !counts.f1IsDefined());
    }

    private List<ConfusionCounts> counts() {
        return labels.stream().map(LabelEvaluation::counts).toList();
    }

    private List<String> labelsWhere(Predicate<ConfusionCounts> condition) {
        return labels.stream()
                .filter(label -> condition.test(label.counts()))
                .map(LabelEvaluation::label)
                .toList();
    }

    private static double subsetAccuracy(TruthMatrix truth, ScoreMatrix scores, Thresholds thresholds) {
        long exact = IntStream.range(0, truth.exampleCount())
                .filter(example -> isExact(example, truth, scores, thresholds))
                .count();
        return (double) exact / truth.exampleCount();
    }

    private static boolean isExact(int example, TruthMatrix truth, ScoreMatrix scores, Thresholds thresholds) {
        return IntStream.range(0, truth.labels().size())
                .allMatch(id -> thresholds.detects(id, scores.score(example, id)) == truth.isTrue(example, id));
    }
}
