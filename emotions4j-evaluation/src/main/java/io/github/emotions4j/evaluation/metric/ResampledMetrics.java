package io.github.emotions4j.evaluation.metric;

import io.github.emotions4j.evaluation.matrix.SystemOutput;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * All metrics of a system on a resampled split, where each example occurs as often as its weight says. Rankings and
 * calibration bins are prepared once, so a sample costs one pass over the data. Immutable and thread-safe.
 */
public final class ResampledMetrics {

    private static final List<Metric> METRICS = List.of(Metric.values());

    private final ResampledDecisions decisions;
    private final List<RankedLabel> rankings;
    private final ResampledCalibration calibration;
    private final RankedPairs pairs;

    private ResampledMetrics(
            ResampledDecisions decisions,
            List<RankedLabel> rankings,
            ResampledCalibration calibration,
            RankedPairs pairs) {
        this.decisions = decisions;
        this.rankings = rankings;
        this.calibration = calibration;
        this.pairs = pairs;
    }

    /**
     * Prepares everything that does not depend on the sample.
     *
     * @param truth the true labels
     * @param output scores and predictions of the same examples and labels
     * @return the metrics of any sample of these examples
     * @throws IllegalArgumentException if the label sets or the numbers of examples differ
     */
    public static ResampledMetrics of(TruthMatrix truth, SystemOutput output) {
        output.requireMatches(truth);
        List<RankedLabel> rankings = IntStream.range(0, truth.labels().size())
                .parallel()
                .mapToObj(id -> RankedLabel.of(truth.column(id), output.scores().column(id)))
                .toList();
        return new ResampledMetrics(
                ResampledDecisions.of(truth, output.predictions()),
                rankings,
                ResampledCalibration.of(truth, output.scores()),
                RankedPairs.of(truth, output.scores()));
    }

    /**
     * Computes the metrics of one sample.
     *
     * @param weights how often the sample holds each example, shape {@code [examples]}
     * @return the values of {@link Metric#values()} in that order, then the F1 of each label; NaN for a metric that the
     *     sample does not define
     */
    public double[] of(int[] weights) {
        List<ConfusionCounts> labels = decisions.counts(weights);
        List<RankingQuality> qualities = rankings.stream()
                .flatMap(ranking -> ranking.quality(weights).stream())
                .toList();
        Metric.Inputs inputs = new Metric.Inputs(
                decisions.accuracy(weights),
                labels,
                mean(qualities, RankingQuality::averagePrecision),
                mean(qualities, RankingQuality::rocAuc),
                calibration.error(weights),
                pairs.calibration(weights).error());
        double[] all = new double[METRICS.size() + labels.size()];
        for (int index = 0; index < METRICS.size(); index++) {
            all[index] = METRICS.get(index).of(inputs).orElse(Double.NaN);
        }
        for (int labelId = 0; labelId < labels.size(); labelId++) {
            all[METRICS.size() + labelId] = labels.get(labelId).f1();
        }
        return all;
    }

    private static OptionalDouble mean(List<RankingQuality> qualities, ToDoubleFunction<RankingQuality> metric) {
        return qualities.stream().mapToDouble(metric).average();
    }
}
