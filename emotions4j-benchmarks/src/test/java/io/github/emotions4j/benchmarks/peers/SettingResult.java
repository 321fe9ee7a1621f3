package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.Spread;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one setting.
 *
 * @param setting its name
 * @param ours whether it is this library
 * @param int8 whether it runs in INT8, else fp32
 * @param texts how many texts a repeat took, evenly spaced over all
 * @param repeats how often
 * @param textsPerSecond over the repeats
 * @param p50Ms milliseconds that half of the texts took at most, over the repeats; null where texts run together
 * @param p99Ms as {@code p50Ms}, of 99 in a hundred
 * @param scoreDifference the largest difference to the scores of this library in fp32, over three texts
 */
record SettingResult(
        String setting,
        boolean ours,
        boolean int8,
        int texts,
        int repeats,
        Spread textsPerSecond,
        @Nullable Spread p50Ms,
        @Nullable Spread p99Ms,
        double scoreDifference) {}
