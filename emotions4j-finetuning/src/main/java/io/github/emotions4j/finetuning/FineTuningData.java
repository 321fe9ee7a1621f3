package io.github.emotions4j.finetuning;

import io.github.emotions4j.dataset.Dataset;
import java.util.Objects;
import java.util.Optional;

/**
 * The labelled texts of a run. Immutable and thread-safe.
 *
 * @param train texts to train on
 * @param dev texts for evaluation after each epoch, calibration and thresholds; never trained on
 * @param test texts that the finished model is evaluated on for its card, never used for training or any choice;
 *     without them the card shows scores on dev
 */
public record FineTuningData(Dataset train, Dataset dev, Optional<Dataset> test) {

    /**
     * Refuses datasets of different labels.
     *
     * @throws IllegalArgumentException if dev or test have other labels than train
     */
    public FineTuningData {
        Objects.requireNonNull(train, "train");
        Objects.requireNonNull(dev, "dev");
        requireSameLabels(train, dev);
        if (test.isPresent()) {
            requireSameLabels(train, test.get());
        }
    }

    /**
     * Data without a test split.
     *
     * @param train texts to train on
     * @param dev texts for evaluation after each epoch, calibration and thresholds
     * @return the data of a run
     * @throws IllegalArgumentException if the labels differ
     */
    public static FineTuningData of(Dataset train, Dataset dev) {
        return new FineTuningData(train, dev, Optional.empty());
    }

    /**
     * Data with a test split.
     *
     * @param train texts to train on
     * @param dev texts for evaluation after each epoch, calibration and thresholds
     * @param test texts that the finished model is evaluated on
     * @return the data of a run
     * @throws IllegalArgumentException if the labels differ
     */
    public static FineTuningData of(Dataset train, Dataset dev, Dataset test) {
        return new FineTuningData(train, dev, Optional.of(test));
    }

    private static void requireSameLabels(Dataset train, Dataset other) {
        if (!other.labels().equals(train.labels())) {
            throw new IllegalArgumentException(
                    other.name() + " has labels " + other.labels().names() + ", expected train's "
                            + train.labels().names());
        }
    }
}
