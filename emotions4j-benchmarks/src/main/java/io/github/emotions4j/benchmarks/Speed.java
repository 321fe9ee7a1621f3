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
 * @param memory of this process when it was done
 */
public record Speed(
        Spread textsPerSecond, long textsPerRepeat, Latency latency, List<TextTime> alone, ResidentMemory memory) {

    /** Keeps an unmodifiable copy of {@code alone}; refuses null components. */
    public Speed {
        Objects.requireNonNull(textsPerSecond, "textsPerSecond");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(memory, "memory");
        alone = List.copyOf(alone);
    }

    /**
     * How long one text took alone.
     *
     * @param words how many words it has, parted by white space
     * @param milliseconds the median of its repeats
     */
    public record TextTime(int words, double milliseconds) {}
}
