package io.github.emotions4j.evaluation.metric;

/**
 * Metrics of how the scores of a label rank the examples; no threshold is involved. Immutable and thread-safe.
 *
 * @param averagePrecision the sum over all thresholds of precision times the gain in recall, without interpolation, in
 *     [0, 1]
 * @param rocAuc area under the ROC curve: the probability that an example with the label scores above one without it,
 *     where a tie counts one half, in [0, 1]
 */
public record RankingQuality(double averagePrecision, double rocAuc) {}
