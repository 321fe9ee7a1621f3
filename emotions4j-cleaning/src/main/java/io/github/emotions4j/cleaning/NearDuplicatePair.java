package io.github.emotions4j.cleaning;

/**
 * Two near-duplicate texts. Immutable and thread-safe.
 *
 * @param first index of the earlier text
 * @param second index of the later text
 * @param similarity Jaccard similarity of their shingles, in (0, 1]
 */
record NearDuplicatePair(int first, int second, double similarity) {}
