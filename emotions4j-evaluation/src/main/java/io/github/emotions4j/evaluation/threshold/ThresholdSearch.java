package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Chooses thresholds on a split. Choose on one split and report on another: metrics on the same split are an upper
 * bound.
 *
 * <p>A label without positive examples keeps {@link #FALLBACK}. Among equally good thresholds the lowest one wins.
 * Immutable and thread-safe.
 *
 * @param objective what to maximise
 * @param candidates which thresholds to try; a global threshold is always searched on a grid, with a step of 0.001 when
 *     the candidates are exact
 * @param scope a threshold per label or one for all
 * @param regularisation how to avoid overfitting to the few examples of a label; has no effect on a global threshold
 */
public record ThresholdSearch(
        ThresholdObjective objective,
        ThresholdCandidates candidates,
        Scope scope,
        ThresholdRegularisation regularisation) {

    /** The threshold of a label without positives. */
    public static final double FALLBACK = 0.5;

    private static final double FINE_STEP = 0.001;

    /** Weight of the score prior, in positive examples. */
    private static final double DEFAULT_STRENGTH = 50;

    /** Whether labels share a threshold. */
    public enum Scope {

        /** Each label has its own. */
        PER_LABEL,

        /** All labels share one. */
        GLOBAL
    }

    /** Refuses null. */
    public ThresholdSearch {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(candidates, "candidates");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(regularisation, "regularisation");
    }

    /**
     * The search that the commands use: maximises the F1 of each label over all distinct scores, regularised by
     * {@link ThresholdRegularisation.ScorePrior}. Cross-validation on dev selected it, see
     * {@code docs/lab/thresholds.md}.
     *
     * @return the default search
     */
    public static ThresholdSearch defaults() {
        return new ThresholdSearch(
                ThresholdObjective.f1(),
                ThresholdCandidates.exact(),
                Scope.PER_LABEL,
                new ThresholdRegularisation.ScorePrior(DEFAULT_STRENGTH));
    }

    /**
     * Maximises the F1 of each label without regularisation. With {@link ThresholdCandidates#grid()} on the evaluated
     * data it reproduces the second table of the reference card; with {@link ThresholdCandidates#exact()} it gives the
     * upper bound of F1 over all thresholds.
     *
     * @param candidates which thresholds to try
     * @return the search
     */
    public static ThresholdSearch plain(ThresholdCandidates candidates) {
        return new ThresholdSearch(
                ThresholdObjective.f1(), candidates, Scope.PER_LABEL, new ThresholdRegularisation.None());
    }

    /**
     * Replaces the objective.
     *
     * @param other what to maximise
     * @return the changed search
     */
    public ThresholdSearch withObjective(ThresholdObjective other) {
        return new ThresholdSearch(other, candidates, scope, regularisation);
    }

    /**
     * Replaces the candidates.
     *
     * @param other which thresholds to try
     * @return the changed search
     */
    public ThresholdSearch withCandidates(ThresholdCandidates other) {
        return new ThresholdSearch(objective, other, scope, regularisation);
    }

    /**
     * Replaces the scope.
     *
     * @param other a threshold per label or one for all
     * @return the changed search
     */
    public ThresholdSearch withScope(Scope other) {
        return new ThresholdSearch(objective, candidates, other, regularisation);
    }

    /**
     * Replaces the regularisation.
     *
     * @param other how to avoid overfitting to the few examples of a label
     * @return the changed search
     */
    public ThresholdSearch withRegularisation(ThresholdRegularisation other) {
        return new ThresholdSearch(objective, candidates, scope, other);
    }

    /**
     * Chooses thresholds.
     *
     * @param truth the true labels of the split to choose on
     * @param scores the scores of the same examples and labels
     * @return the chosen thresholds, and their counts on this split
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public ThresholdChoice choose(TruthMatrix truth, ScoreMatrix scores) {
        scores.requireMatches(truth);
        LabelSet labels = truth.labels();
        List<ThresholdCurve> curves = IntStream.range(0, labels.size())
                .mapToObj(labelId -> ThresholdCurve.of(truth, scores, labelId))
                .toList();
        double global = bestForAll(curves);
        double[] thresholds =
                curves.stream().mapToDouble(curve -> choose(curve, global)).toArray();
        List<ConfusionCounts> counts = IntStream.range(0, labels.size())
                .mapToObj(labelId -> curves.get(labelId).countsAt(thresholds[labelId]))
                .toList();
        return new ThresholdChoice(objective, Thresholds.of(labels, thresholds), counts);
    }

    /**
     * Describes the search, as in {@code f1, exact, per label, none}.
     *
     * @return objective, candidates, scope and regularisation
     */
    public String description() {
        String thresholds = scope == Scope.GLOBAL ? "one global" : "per label";
        return String.join(
                ", ",
                objective.objectiveName(),
                candidates.candidatesName(),
                thresholds,
                regularisation.regularisationName());
    }

    /** The candidate with the highest value; the lowest candidate in case of a tie. */
    double best(ThresholdCurve curve, DoubleUnaryOperator value) {
        return best(candidates.ascending(curve), value);
    }

    private double choose(ThresholdCurve curve, double global) {
        if (scope == Scope.GLOBAL) {
            return global;
        }
        return curve.support() == 0 ? FALLBACK : regularisation.choose(curve, this, global);
    }

    private double bestForAll(List<ThresholdCurve> curves) {
        ThresholdCandidates grid =
                candidates instanceof ThresholdCandidates.Grid ? candidates : new ThresholdCandidates.Grid(FINE_STEP);
        return best(
                grid.ascending(curves.get(0)),
                threshold -> objective.overall(
                        curves.stream().map(curve -> curve.countsAt(threshold)).toList()));
    }

    private static double best(DoubleStream ascending, DoubleUnaryOperator value) {
        double best = FALLBACK;
        double bestValue = Double.NEGATIVE_INFINITY;
        for (double candidate : ascending.toArray()) {
            double candidateValue = value.applyAsDouble(candidate);
            if (candidateValue > bestValue) {
                bestValue = candidateValue;
                best = candidate;
            }
        }
        return best;
    }
}
