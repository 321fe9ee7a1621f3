package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.bootstrap.Comparison;
import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.internal.SameLabels;
import io.github.emotions4j.evaluation.matrix.PredictionMatrix;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.SystemOutput;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.util.Objects;
import java.util.Optional;

/**
 * Evaluates the scores of one dataset at any number of thresholds. Immutable and thread-safe.
 */
public final class Evaluator {

    private final Dataset data;
    private final TruthMatrix truth;
    private final ScoreMatrix scores;
    private final Extras extras;

    /** What an evaluation adds to the plain metrics of each label. */
    private record Extras(Optional<Bootstrap> bootstrap, Optional<LabelGroups> groups) {

        static final Extras NONE = new Extras(Optional.empty(), Optional.empty());
    }

    private Evaluator(Dataset data, ScoreMatrix scores, Extras extras) {
        this.data = data;
        this.truth = TruthMatrix.of(data);
        this.scores = scores;
        this.extras = extras;
    }

    /**
     * Makes an evaluator without intervals and groups.
     *
     * @param data the labelled examples
     * @param scores their scores
     * @return the evaluator
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static Evaluator of(Dataset data, ScoreMatrix scores) {
        Evaluator evaluator = new Evaluator(data, scores, Extras.NONE);
        scores.requireMatches(evaluator.truth);
        return evaluator;
    }

    /**
     * Adds bootstrap intervals to every result.
     *
     * @param draws number and seed of the bootstrap samples
     * @return the changed evaluator
     */
    public Evaluator withIntervals(Bootstrap draws) {
        return new Evaluator(data, scores, new Extras(Optional.of(draws), extras.groups()));
    }

    /**
     * Evaluates groups of labels instead of labels. A group is predicted when one of its labels reaches its own
     * threshold.
     *
     * @param groups the groups
     * @return the changed evaluator
     * @throws IllegalArgumentException if the groups are of other labels
     */
    public Evaluator withGroups(LabelGroups groups) {
        SameLabels.require(groups.members(), data.labels());
        return new Evaluator(data, scores, new Extras(extras.bootstrap(), Optional.of(groups)));
    }

    /**
     * The true labels.
     *
     * @return the truth of the dataset, before grouping
     */
    public TruthMatrix truth() {
        return truth;
    }

    /**
     * The scores.
     *
     * @return the scores, before grouping
     */
    public ScoreMatrix scores() {
        return scores;
    }

    /**
     * The dataset.
     *
     * @return the labelled examples
     */
    public Dataset data() {
        return data;
    }

    /**
     * Evaluates at given thresholds.
     *
     * @param selection the thresholds, one per label
     * @return the metrics; their origin is {@link io.github.emotions4j.evaluation.threshold.ThresholdOrigin#ORACLE}
     *     when the thresholds were chosen on this dataset
     * @throws IllegalArgumentException if the thresholds are for other labels
     */
    public EvaluationResult at(ThresholdSelection selection) {
        Objects.requireNonNull(selection, "selection");
        Evaluation evaluation = extras.groups().isPresent()
                ? Evaluation.of(evaluatedTruth(), evaluatedScores(), evaluatedPredictions(selection))
                : Evaluation.of(truth, scores, selection.thresholds());
        Optional<Intervals> intervals =
                extras.bootstrap().map(draws -> draws.intervals(evaluatedTruth(), evaluatedOutput(selection)));
        return new EvaluationResult(selection.originOn(data), evaluation, intervals);
    }

    /**
     * Evaluates at thresholds chosen on this same dataset. The metrics are an upper bound: thresholds that were chosen
     * on other data reach less.
     *
     * @param search how to choose, such as {@link ThresholdSearch#plain}
     * @return the metrics, with origin {@link io.github.emotions4j.evaluation.threshold.ThresholdOrigin#ORACLE}
     */
    public EvaluationResult oracle(ThresholdSearch search) {
        return at(ThresholdSelection.oracle(search.choose(truth, scores)));
    }

    /**
     * Compares this system with another one on the same examples, each at its own thresholds.
     *
     * @param selection this system's thresholds
     * @param other the other system's scores of the same dataset, with the same groups
     * @param otherSelection the other system's thresholds
     * @param draws number and seed of the bootstrap samples
     * @return the differences, this minus the other
     * @throws IllegalArgumentException if the systems were scored on other examples, labels or groups
     */
    public Comparison minus(
            ThresholdSelection selection, Evaluator other, ThresholdSelection otherSelection, Bootstrap draws) {
        return draws.compare(evaluatedTruth(), evaluatedOutput(selection), other.evaluatedOutput(otherSelection));
    }

    /**
     * The labels that the metrics are computed for.
     *
     * @return the groups after {@link #withGroups}, otherwise the dataset's labels
     */
    public LabelSet evaluatedLabels() {
        return evaluatedTruth().labels();
    }

    /**
     * The true labels that the metrics are computed from.
     *
     * @return one column per group after {@link #withGroups}, otherwise one per label
     */
    public TruthMatrix evaluatedTruth() {
        return extras.groups().map(truth::grouped).orElse(truth);
    }

    /**
     * The scores that the metrics are computed from.
     *
     * @return one column per group after {@link #withGroups}, otherwise one per label
     */
    public ScoreMatrix evaluatedScores() {
        return extras.groups().map(scores::grouped).orElse(scores);
    }

    /**
     * The predictions that the metrics are computed from.
     *
     * @param selection the thresholds, one per label
     * @return one column per group after {@link #withGroups}, otherwise one per label
     * @throws IllegalArgumentException if the thresholds are for other labels
     */
    public PredictionMatrix evaluatedPredictions(ThresholdSelection selection) {
        PredictionMatrix predictions = PredictionMatrix.of(scores, selection.thresholds());
        return extras.groups().map(predictions::grouped).orElse(predictions);
    }

    private SystemOutput evaluatedOutput(ThresholdSelection selection) {
        return new SystemOutput(evaluatedScores(), evaluatedPredictions(selection));
    }
}
