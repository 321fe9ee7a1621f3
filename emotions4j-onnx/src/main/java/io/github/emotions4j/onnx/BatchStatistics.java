package io.github.emotions4j.onnx;

import java.time.Duration;
import java.util.Objects;

/**
 * One run of the graph.
 *
 * @param texts how many texts, or windows of long texts, ran together, at least 1
 * @param tokens the tokens of all of them, without padding
 * @param waited how long the text that waited longest had been queued; zero for a single text that ran at once
 * @param ran how long the run took
 */
public record BatchStatistics(int texts, long tokens, Duration waited, Duration ran) {

    /** Refuses null. */
    public BatchStatistics {
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(ran, "ran");
    }
}
