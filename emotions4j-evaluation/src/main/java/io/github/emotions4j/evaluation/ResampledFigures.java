package io.github.emotions4j.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a system on a split of which each example occurs as often as wanted. What does not depend on that is
 * prepared once. Immutable and thread-safe.
 */
final class ResampledFigures {

    private static final List<Metric> METRICS = List.of(Metric.values());

    private final ResampledDecisions decisions;
    private final List<RankedLabel> rankings;
    private final ResampledCalibration calibration;
    private final RankedPairs pairs;

    private ResampledFigures(
            ResampledDecisions decisions,
            List<RankedLabel> rankings,
            ResampledCalibration calibration,
            RankedPairs pairs) {
        this.decisions = decisions;
        this.rankings = rankings;
        this.calibration = calibration;
        this.pairs = pairs;
    }

    static ResampledFigures of(TruthMatrix truth, SystemOutput output) {
        output.requireMatches(truth);
        List<RankedLabel> rankings = IntStream.range(0, truth.labels().size())
                .parallel()
                .mapToObj(id -> RankedLabel.of(truth.column(id), output.scores().column(id)))
                .toList();
        return new ResampledFigures(
                ResampledDecisions.of(truth, output.predictions()),
                rankings,
                ResampledCalibration.of(truth, output.scores()),
                RankedPairs.of(truth, output.scores()));
    }

    /**
     * All metrics in their order, then the F1 of each label; a figure that does not exist is NaN.
     *
     * @param weights how often each example occurs, shape {@code [examples]}
     */
    double[] of(int[] weights) {
        List<ConfusionCounts> labels = decisions.counts(weights);
        List<RankingQuality> qualities = rankings.stream()
                .flatMap(ranking -> ranking.quality(weights).stream())
                .toList();
        Metric.Figures figures = new Metric.Figures(
                decisions.accuracy(weights),
                labels,
                mean(qualities, RankingQuality::averagePrecision),
                mean(qualities, RankingQuality::rocAuc),
                calibration.error(weights),
                pairs.calibration(weights).error());
        double[] all = new double[METRICS.size() + labels.size()];
        for (int index = 0; index < METRICS.size(); index++) {
            all[index] = METRICS.get(index).of(figures).orElse(Double.NaN);
        }
        for (int labelId = 0; labelId < labels.size(); labelId++) {
            all[METRICS.size() + labelId] = labels.get(labelId).f1();
        }
        return all;
    }

    private static OptionalDouble mean(List<RankingQuality> qualities, ToDoubleFunction<RankingQuality> figure) {
        return qualities.stream().mapToDouble(figure).average();
    }
}
