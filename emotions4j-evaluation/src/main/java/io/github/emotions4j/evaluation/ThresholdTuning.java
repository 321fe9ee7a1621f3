package io.github.emotions4j.evaluation;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import java.io.IOException;
import java.util.Objects;

/**
 * Chooses the thresholds of a system on a dev split and evaluates them:
 *
 * <pre>{@code
 * ThresholdTuning tuning = new ThresholdTuning(ThresholdSearch.defaults(), Bootstrap.seeded(1));
 * TunedThresholds tuned = tuning.tune(EvaluatedClassifier.of("mine", classifier), dev, test);
 * tuned.write(Path.of("thresholds.json"));
 * String table = EvaluationFormat.TEXT.format(tuned.results());
 * }</pre>
 *
 * <p>Immutable; thread-safe if the listener is.
 */
public final class ThresholdTuning {

    private final ThresholdSearch search;
    private final Bootstrap bootstrap;
    private final EvaluationListener listener;

    /**
     * A tuning that reports no progress.
     *
     * @param search how thresholds are chosen
     * @param bootstrap number and seed of the bootstrap samples for intervals
     */
    public ThresholdTuning(ThresholdSearch search, Bootstrap bootstrap) {
        this(search, bootstrap, EvaluationListener.none());
    }

    /**
     * A tuning that reports its progress.
     *
     * @param search how thresholds are chosen
     * @param bootstrap number and seed of the bootstrap samples for intervals
     * @param listener receives the progress
     */
    public ThresholdTuning(ThresholdSearch search, Bootstrap bootstrap, EvaluationListener listener) {
        this.search = Objects.requireNonNull(search, "search");
        this.bootstrap = Objects.requireNonNull(bootstrap, "bootstrap");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Chooses thresholds and evaluates them on the same dataset. Their metrics are an upper bound.
     *
     * @param system the system
     * @param dev the labelled examples to choose on
     * @return the thresholds
     * @throws IllegalArgumentException if the labels differ, or a text is refused
     * @throws io.github.emotions4j.evaluation.scorefile.ScoreFormatException if a score file does not fit the dataset
     * @throws IOException if a file cannot be read
     */
    public TunedThresholds tune(EvaluatedSystem system, Dataset dev) throws IOException {
        ScoreMatrix scores = system.scores(dev, listener);
        return tuned(dev, choose(dev, scores), Evaluator.of(dev, scores));
    }

    /**
     * Chooses thresholds on one dataset and evaluates them on another.
     *
     * @param system the system
     * @param dev the labelled examples to choose on
     * @param test the labelled examples to evaluate on
     * @return the thresholds
     * @throws IllegalArgumentException if the labels differ, or a text is refused
     * @throws io.github.emotions4j.evaluation.scorefile.ScoreFormatException if a score file does not fit the dataset
     * @throws IOException if a file cannot be read
     */
    public TunedThresholds tune(EvaluatedSystem system, Dataset dev, Dataset test) throws IOException {
        ThresholdChoice choice = choose(dev, system.scores(dev, listener));
        return tuned(dev, choice, Evaluator.of(test, system.scores(test, listener)));
    }

    private ThresholdChoice choose(Dataset dev, ScoreMatrix scores) {
        return search.choose(TruthMatrix.of(dev), scores);
    }

    private TunedThresholds tuned(Dataset dev, ThresholdChoice choice, Evaluator evaluator) {
        return new TunedThresholds(dev, search, choice, evaluator.withIntervals(bootstrap));
    }
}
