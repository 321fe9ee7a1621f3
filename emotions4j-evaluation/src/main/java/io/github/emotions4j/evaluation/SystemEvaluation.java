package io.github.emotions4j.evaluation;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.internal.SameLabels;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Evaluates a system on a labelled dataset at several choices of thresholds:
 *
 * <pre>{@code
 * Dataset test = GoEmotions.read(Path.of("goemotions"), Split.TEST);
 * try (EmotionClassifier classifier = EmotionClassifier.embedded()) {
 *     SystemEvaluation evaluation = SystemEvaluation.run(
 *             EvaluatedClassifier.of("embedded", classifier), test, EvaluationOptions.defaults());
 *     String table = EvaluationFormat.TEXT.format(evaluation.results());
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class SystemEvaluation {

    private final String name;
    private final Evaluator evaluator;
    private final List<ThresholdSelection> selections;
    private final EvaluationOptions options;

    private SystemEvaluation(
            String name, Evaluator evaluator, List<ThresholdSelection> selections, EvaluationOptions options) {
        this.name = name;
        this.evaluator = evaluator;
        this.selections = List.copyOf(selections);
        this.options = options;
    }

    /**
     * Scores a dataset and chooses the thresholds, without reporting progress.
     *
     * @param system the system
     * @param data the labelled examples to evaluate on
     * @param options thresholds, bootstrap and groups
     * @return the evaluation
     * @throws IllegalArgumentException if the system scores other labels than the dataset has, has no scores to choose
     *     thresholds on, or refuses a text
     * @throws io.github.emotions4j.core.ModelFormatException if a thresholds file of the plan is for other labels
     * @throws io.github.emotions4j.evaluation.scorefile.ScoreFormatException if a score file does not fit its dataset
     * @throws IOException if a file cannot be read
     */
    public static SystemEvaluation run(EvaluatedSystem system, Dataset data, EvaluationOptions options)
            throws IOException {
        return run(system, data, options, EvaluationListener.none());
    }

    /**
     * Scores a dataset and chooses the thresholds.
     *
     * @param system the system
     * @param data the labelled examples to evaluate on
     * @param options thresholds, bootstrap and groups
     * @param listener receives the progress
     * @return the evaluation
     * @throws IllegalArgumentException if the system scores other labels than the dataset has, has no scores to choose
     *     thresholds on, or refuses a text
     * @throws io.github.emotions4j.core.ModelFormatException if a thresholds file of the plan is for other labels
     * @throws io.github.emotions4j.evaluation.scorefile.ScoreFormatException if a score file does not fit its dataset
     * @throws IOException if a file cannot be read
     */
    public static SystemEvaluation run(
            EvaluatedSystem system, Dataset data, EvaluationOptions options, EvaluationListener listener)
            throws IOException {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(listener, "listener");
        SameLabels.require(system.labels(), data.labels());
        Evaluator plain = Evaluator.of(data, system.scores(data, listener)).withIntervals(options.bootstrap());
        Evaluator evaluator = options.groups().map(plain::withGroups).orElse(plain);
        List<ThresholdSelection> selections = options.thresholds().selections(system, evaluator, listener);
        return new SystemEvaluation(system.name(), evaluator, selections, options);
    }

    /**
     * The scores, to evaluate at further thresholds or to report in HTML.
     *
     * @return the evaluator of the system's scores
     */
    public Evaluator evaluator() {
        return evaluator;
    }

    /**
     * The thresholds.
     *
     * @return one selection per choice, in the order of the plan
     */
    public List<ThresholdSelection> selections() {
        return selections;
    }

    /**
     * Computes the metrics and their bootstrap intervals. Each call computes them anew.
     *
     * @return one result per selection, in the same order
     */
    public List<EvaluationResult> results() {
        return selections.stream().map(evaluator::at).toList();
    }

    /**
     * Compares this system with another one that was evaluated on the same dataset with the same options.
     *
     * @param other the other system
     * @return one comparison per selection, this minus the other
     * @throws IllegalArgumentException if the other system was evaluated on other examples, labels or groups, or has
     *     another number of selections because only one of the systems has thresholds of its own
     */
    public List<SystemComparison> minus(SystemEvaluation other) {
        Objects.requireNonNull(other, "other");
        requireSameData(other);
        if (selections.size() != other.selections.size()) {
            throw new IllegalArgumentException("found " + other.selections.size() + " choices of thresholds for "
                    + other.name + ", expected " + selections.size() + " as for " + name);
        }
        return IntStream.range(0, selections.size())
                .mapToObj(index -> minus(other, index))
                .toList();
    }

    private void requireSameData(SystemEvaluation other) {
        Dataset expected = evaluator.data();
        Dataset found = other.evaluator.data();
        if (!found.examples().equals(expected.examples())) {
            throw new IllegalArgumentException(
                    "found " + found.size() + " examples of '" + found.name() + "' for " + other.name
                            + ", expected the " + expected.size() + " of '" + expected.name() + "' as for " + name);
        }
    }

    private SystemComparison minus(SystemEvaluation other, int index) {
        return new SystemComparison(
                label(index),
                other.label(index),
                evaluator.evaluatedLabels(),
                isOracle(index) || other.isOracle(index),
                evaluator.minus(
                        selections.get(index), other.evaluator, other.selections.get(index), options.bootstrap()));
    }

    private String label(int index) {
        return isOracle(index) ? name + " (ORACLE)" : name;
    }

    private boolean isOracle(int index) {
        return selections.get(index).originOn(evaluator.data()) == ThresholdOrigin.ORACLE;
    }
}
