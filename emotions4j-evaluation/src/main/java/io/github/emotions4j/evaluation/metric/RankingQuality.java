package io.github.emotions4j.evaluation.metric;

/**
 * How well the scores of a label put its examples before the others, whatever the threshold. Immutable and thread-safe.
 *
 * @param averagePrecision the sum over all thresholds of precision times the recall gained there, without interpolation,
 *     in [0, 1]
 * @param rocAuc area under the ROC curve: how likely an example with the label scores above one without, a tie counting
 *     one half, in [0, 1]
 */
public record RankingQuality(double averagePrecision, double rocAuc) {}
