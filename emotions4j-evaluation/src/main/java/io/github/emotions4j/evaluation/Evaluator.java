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
 * Judges scores of one dataset at as many thresholds as wanted. Immutable and thread-safe.
 */
public final class Evaluator {

    private final Dataset data;
    private final TruthMatrix truth;
    private final ScoreMatrix scores;
    private final Optional<Bootstrap> bootstrap;
    private final Optional<LabelGroups> groups;

    private Evaluator(Dataset data, ScoreMatrix scores, Optional<Bootstrap> bootstrap, Optional<LabelGroups> groups) {
        this.data = data;
        this.truth = TruthMatrix.of(data);
        this.scores = scores;
        this.bootstrap = bootstrap;
        this.groups = groups;
    }

    /**
     * Takes the scores of a dataset.
     *
     * @param data the labelled examples
     * @param scores their scores
     * @return an evaluator without intervals and groups
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static Evaluator of(Dataset data, ScoreMatrix scores) {
        Evaluator evaluator = new Evaluator(data, scores, Optional.empty(), Optional.empty());
        scores.requireMatches(evaluator.truth);
        return evaluator;
    }

    /**
     * The same with bootstrap intervals.
     *
     * @param draws how to draw
     * @return the changed evaluator
     */
    public Evaluator withIntervals(Bootstrap draws) {
        return new Evaluator(data, scores, Optional.of(draws), groups);
    }

    /**
     * The same by group of labels: a group is detected when a member reaches its own threshold.
     *
     * @param view the groups
     * @return the changed evaluator
     * @throws IllegalArgumentException if the groups are of other labels
     */
    public Evaluator withGroups(LabelGroups view) {
        SameLabels.require(view.members(), data.labels());
        return new Evaluator(data, scores, bootstrap, Optional.of(view));
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
     * Judges at thresholds.
     *
     * @param selection the thresholds, one per label
     * @return the figures, labelled as an oracle's when this dataset chose the thresholds
     * @throws IllegalArgumentException if the thresholds are for other labels
     */
    public EvaluationResult at(ThresholdSelection selection) {
        Objects.requireNonNull(selection, "selection");
        Evaluation evaluation = groups.isPresent()
                ? Evaluation.of(evaluatedTruth(), evaluatedScores(), evaluatedPredictions(selection))
                : Evaluation.of(truth, scores, selection.thresholds());
        Optional<Intervals> intervals =
                bootstrap.map(draws -> draws.intervals(evaluatedTruth(), evaluatedOutput(selection)));
        return new EvaluationResult(selection.originOn(data), evaluation, intervals);
    }

    /**
     * Judges with thresholds chosen on this very dataset: the most that thresholds can reach, no honest figure.
     *
     * @param search how to choose, such as {@link ThresholdSearch#plain}
     * @return the figures, labelled as an oracle's
     */
    public EvaluationResult oracle(ThresholdSearch search) {
        return at(ThresholdSelection.oracle(search.choose(truth, scores)));
    }

    /**
     * How much better this system is than another at thresholds of their own, by group where groups are asked for.
     *
     * @param selection this system's thresholds
     * @param other the other system's scores of the same dataset, judged by the same groups
     * @param otherSelection the other system's thresholds
     * @param draws how to draw
     * @return the differences, this minus the other
     * @throws IllegalArgumentException if the systems were scored on other examples, labels or groups
     */
    public Comparison minus(
            ThresholdSelection selection, Evaluator other, ThresholdSelection otherSelection, Bootstrap draws) {
        return draws.compare(evaluatedTruth(), evaluatedOutput(selection), other.evaluatedOutput(otherSelection));
    }

    /**
     * The labels that figures are of.
     *
     * @return the groups where groups are asked for, else the dataset's labels
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
        return groups.map(truth::grouped).orElse(truth);
    }

    /**
     * The scores that the metrics are computed from.
     *
     * @return one column per group after {@link #withGroups}, otherwise one per label
     */
    public ScoreMatrix evaluatedScores() {
        return groups.map(scores::grouped).orElse(scores);
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
        return groups.map(predictions::grouped).orElse(predictions);
    }

    private SystemOutput evaluatedOutput(ThresholdSelection selection) {
        return new SystemOutput(evaluatedScores(), evaluatedPredictions(selection));
    }
}
