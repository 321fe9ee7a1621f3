package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.emotions4j.benchmarks.Spread;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one setting.
 *
 * @param setting its name
 * @param ours whether it is this library
 * @param int8 whether it runs in INT8, else fp32
 * @param sample how many texts were measured, and how often
 * @param textsPerSecond throughput over the repeats
 * @param latency milliseconds of a text; of texts that run one at a time
 * @param scoreDifference the largest difference to the scores of this library in fp32, over three texts
 */
record SettingResult(
        String setting,
        boolean ours,
        boolean int8,
        @JsonUnwrapped Sample sample,
        Spread textsPerSecond,
        @JsonUnwrapped Latency latency,
        double scoreDifference) {

    /**
     * How much was measured.
     *
     * @param texts how many texts a repeat took, evenly spaced over all
     * @param repeats how often
     * @param atOnce how many texts a call got; 0 where it got all
     */
    record Sample(int texts, int repeats, int atOnce) {}

    /**
     * Percentiles of a text's latency over the repeats, in milliseconds; null where texts run in batches.
     *
     * @param p50Ms the median
     * @param p99Ms the 99th percentile
     */
    record Latency(@Nullable Spread p50Ms, @Nullable Spread p99Ms) {

        static final Latency NONE = new Latency(null, null);
    }

    int texts() {
        return sample.texts();
    }

    int repeats() {
        return sample.repeats();
    }

    int atOnce() {
        return sample.atOnce();
    }

    boolean isInBulk() {
        return atOnce() == PeerSetting.ALL_TEXTS;
    }

    /** Whether each text runs alone, so that the rate is the same for any number of texts in a call. */
    boolean isOneByOne() {
        return p50Ms() != null || setting.endsWith(", default");
    }

    @Nullable
    Spread p50Ms() {
        return latency.p50Ms();
    }

    @Nullable
    Spread p99Ms() {
        return latency.p99Ms();
    }
}
