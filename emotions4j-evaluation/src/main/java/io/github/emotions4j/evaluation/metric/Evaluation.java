package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metrics of a system on a split, over all labels and for each label.
 *
 * <p>Immutable and thread-safe.
 *
 * @param examples how many examples were evaluated, at least 1
 * @param accuracy subset accuracy: the share of examples whose predicted labels are exactly the true ones, in [0, 1]
 * @param calibrationError expected calibration error over all decisions, see {@link Calibration}, in [0, 1]
 * @param adaptiveCalibrationError the same over scores of at least {@link AdaptiveCalibration#LEAST_SCORE}, in [0, 1];
 *     empty when there is none
 * @param labels one entry per label, in id order
 */
public record Evaluation(
        int examples,
        double accuracy,
        double calibrationError,
        OptionalDouble adaptiveCalibrationError,
        List<LabelEvaluation> labels) {

    /** Makes an evaluation; {@link #of} computes one. */
    public Evaluation {
        labels = List.copyOf(labels);
    }

    /**
     * Evaluates scores at thresholds: a label is predicted when {@code score >= threshold}.
     *
     * @param truth the true labels
     * @param scores the scores of the same examples and labels
     * @param thresholds one threshold per label
     * @return the result
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static Evaluation of(TruthMatrix truth, ScoreMatrix scores, Thresholds thresholds) {
        return of(truth, scores, PredictionMatrix.of(scores, thresholds), thresholds::value);
    }

    /**
     * Evaluates predictions that were not made by one threshold per label.
     *
     * @param truth the true labels
     * @param scores the scores of the same examples and labels
     * @param predictions the predicted labels of the same examples and labels
     * @return the result, without thresholds
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static Evaluation of(TruthMatrix truth, ScoreMatrix scores, PredictionMatrix predictions) {
        return of(truth, scores, predictions, labelId -> Double.NaN);
    }

    private static Evaluation of(
            TruthMatrix truth, ScoreMatrix scores, PredictionMatrix predictions, IntToDoubleFunction threshold) {
        scores.requireMatches(truth);
        predictions.requireMatches(truth);
        List<LabelEvaluation> labels = IntStream.range(0, truth.labels().size())
                .mapToObj(labelId -> new LabelEvaluation(
                        truth.labels().name(labelId),
                        present(threshold.applyAsDouble(labelId)),
                        ConfusionCounts.of(truth.column(labelId), predictions.column(labelId)),
                        RankedLabel.of(truth.column(labelId), scores.column(labelId))
                                .quality()))
                .toList();
        return new Evaluation(
                truth.exampleCount(),
                subsetAccuracy(truth, predictions),
                Calibration.of(truth, scores).error(),
                AdaptiveCalibration.of(truth, scores).error(),
                labels);
    }

    /**
     * Macro average: every label has the same weight.
     *
     * @return macro precision, recall and F1
     */
    public Averages macro() {
        return Averages.macro(counts());
    }

    /**
     * Micro average: every decision has the same weight.
     *
     * @return micro precision, recall and F1
     */
    public Averages micro() {
        return Averages.micro(counts());
    }

    /**
     * Weighted average: the weight of a label is its support.
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
     * The mean average precision of the labels that have one.
     *
     * @return macro average precision in [0, 1], or empty when no label has one
     */
    public OptionalDouble macroAveragePrecision() {
        return rankings().mapToDouble(RankingQuality::averagePrecision).average();
    }

    /**
     * The mean area under the ROC curve of the labels that have one.
     *
     * @return macro ROC AUC in [0, 1], or empty when no label has one
     */
    public OptionalDouble macroRocAuc() {
        return rankings().mapToDouble(RankingQuality::rocAuc).average();
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

    private Stream<RankingQuality> rankings() {
        return labels.stream().flatMap(label -> label.ranking().stream());
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

    private static OptionalDouble present(double threshold) {
        return Double.isNaN(threshold) ? OptionalDouble.empty() : OptionalDouble.of(threshold);
    }

    private static double subsetAccuracy(TruthMatrix truth, PredictionMatrix predictions) {
        long exact = IntStream.range(0, truth.exampleCount())
                .filter(example -> isExact(example, truth, predictions))
                .count();
        return (double) exact / truth.exampleCount();
    }

    private static boolean isExact(int example, TruthMatrix truth, PredictionMatrix predictions) {
        return IntStream.range(0, truth.labels().size())
                .allMatch(labelId -> predictions.isPredicted(example, labelId) == truth.isTrue(example, labelId));
    }
}
