package io.github.emotions4j.benchmarks.peers;

import java.util.List;

/**
 * What one run of a setting gave.
 *
 * @param seconds for all its texts
 * @param latenciesMs of each text, or none where texts run together
 * @param scores of the first three texts, in label order
 */
record PeerRun(double seconds, List<Double> latenciesMs, List<List<Double>> scores) {

    PeerRun {
        latenciesMs = List.copyOf(latenciesMs);
        scores = List.copyOf(scores);
    }

    /** The largest difference between two tools' scores of the same texts. */
    double scoreDifference(PeerRun other) {
        double largest = 0;
        for (int text = 0; text < Math.min(scores.size(), other.scores.size()); text++) {
            for (int label = 0; label < scores.get(text).size(); label++) {
                double difference =
                        scores.get(text).get(label) - other.scores.get(text).get(label);
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        return largest;
    }
}
