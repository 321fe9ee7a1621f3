package io.github.emotions4j.training;

import io.github.emotions4j.core.LabelSet;
import java.util.List;
import java.util.Objects;

/**
 * The training and dev examples of a run. Immutable and thread-safe.
 *
 * @param labels the labels that ids refer to
 * @param train examples to train on, at least one
 * @param dev examples to evaluate after each epoch, possibly none
 */
public record TrainingData(LabelSet labels, List<EncodedExample> train, List<EncodedExample> dev) {

    /**
     * Refuses examples that do not fit the label set.
     *
     * @throws IllegalArgumentException if there is no training example or a label id is outside the label set
     */
    public TrainingData {
        Objects.requireNonNull(labels, "labels");
        train = List.copyOf(train);
        dev = List.copyOf(dev);
        if (train.isEmpty()) {
            throw new IllegalArgumentException("found no training example, expected at least one");
        }
        requireKnownLabels(train, labels.size(), "training");
        requireKnownLabels(dev, labels.size(), "dev");
    }

    private static void requireOnePerLabel(float[] logits, int labelCount, String what, int example) {
        if (logits.length != labelCount) {
            throw new IllegalArgumentException(
                    what + " example " + example + " has " + logits.length + " teacher logits, expected " + labelCount);
        }
    }

    private static void requireKnownLabels(List<EncodedExample> examples, int labelCount, String what) {
        for (int i = 0; i < examples.size(); i++) {
            int example = i;
            examples.get(i).teacherLogits().ifPresent(logits -> requireOnePerLabel(logits, labelCount, what, example));
            for (int label : examples.get(i).labelIds()) {
                if (label < 0 || label >= labelCount) {
                    throw new IllegalArgumentException("label id " + label + " of " + what + " example " + i
                            + " is outside 0.." + (labelCount - 1));
                }
            }
        }
    }
}
