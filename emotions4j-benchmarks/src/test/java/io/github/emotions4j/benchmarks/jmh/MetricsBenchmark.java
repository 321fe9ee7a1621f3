package io.github.emotions4j.benchmarks.jmh;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What do the metrics cost, and the search for thresholds, over scores of 28 labels? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MetricsBenchmark {

    private static final int LABELS = 28;

    /** How many texts are evaluated. */
    @Param({"500", "5427"})
    public int texts = 500;

    private final LabelSet labels =
            LabelSet.of(IntStream.range(0, LABELS).mapToObj(id -> "label" + id).toArray(String[]::new));
    private @Nullable TruthMatrix truth;
    private @Nullable ScoreMatrix scores;

    /** Draws labels, a few per text, and scores that follow them. */
    @Setup
    public void draw() {
        Random random = new Random(1);
        boolean[][] truthRows = new boolean[texts][LABELS];
        double[][] scoreRows = new double[texts][LABELS];
        for (int text = 0; text < texts; text++) {
            for (int label = 0; label < LABELS; label++) {
                truthRows[text][label] = random.nextInt(LABELS) == 0;
                double centre = truthRows[text][label] ? 0.6 : 0.1;
                scoreRows[text][label] = Math.min(1, Math.max(0, centre + 0.2 * random.nextGaussian()));
            }
        }
        truth = TruthMatrix.of(labels, truthRows);
        scores = ScoreMatrix.of(labels, scoreRows);
    }

    /**
     * Both tables of the reference card at one threshold.
     *
     * @return the figures
     */
    @Benchmark
    public Evaluation evaluate() {
        return Evaluation.of(
                Objects.requireNonNull(truth), Objects.requireNonNull(scores), Thresholds.constant(labels, 0.5));
    }

    /**
     * The best thresholds, one per label.
     *
     * @return the choice
     */
    @Benchmark
    public ThresholdChoice choose() {
        return ThresholdSearch.defaults().choose(Objects.requireNonNull(truth), Objects.requireNonNull(scores));
    }
}
