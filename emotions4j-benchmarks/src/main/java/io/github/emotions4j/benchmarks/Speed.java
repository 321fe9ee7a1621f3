package io.github.emotions4j.benchmarks;

import java.util.List;
import java.util.Objects;

/**
 * What was measured of a classifier in this process.
 *
 * @param textsPerSecond in bulk, over all workers
 * @param textsPerRepeat how many texts each repeat in bulk classified
 * @param latency of texts one at a time, over all repeats
 * @param alone the time of each text one at a time, the median of its repeats
 * @param atOnce the throughput with lists of a fixed size, in the order of the options
 * @param concurrent the throughput of several threads with one text each, in the order of the options
 * @param memory of this process when it was done
 */
public record Speed(
        Spread textsPerSecond,
        long textsPerRepeat,
        Latency latency,
        List<TextTime> alone,
        List<AtOnce> atOnce,
        List<Concurrent> concurrent,
        ResidentMemory memory) {

    /** Keeps unmodifiable copies of the lists; refuses null components. */
    public Speed {
        Objects.requireNonNull(textsPerSecond, "textsPerSecond");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(memory, "memory");
        alone = List.copyOf(alone);
        atOnce = List.copyOf(atOnce);
        concurrent = List.copyOf(concurrent);
    }

    /**
     * How long one text took alone.
     *
     * @param words how many words it has, parted by white space
     * @param milliseconds the median of its repeats
     */
    public record TextTime(int words, double milliseconds) {}

    /**
     * Throughput with lists of a fixed size, one list after the other.
     *
     * @param texts of a list, at least 1
     * @param textsPerSecond over the repeats
     */
    public record AtOnce(int texts, Spread textsPerSecond) {}

    /**
     * Throughput of threads that each classify one text after the other.
     *
     * @param threads how many, at least 1
     * @param textsPerSecond over the repeats, all threads together
     */
    public record Concurrent(int threads, Spread textsPerSecond) {}
}
