package io.github.emotions4j.evaluation.threshold;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.internal.SameLabels;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Thresholds that a search chose, and their counts on the split that they were chosen on. Immutable and thread-safe.
 *
 * @param objective what the search maximised
 * @param thresholds one threshold per label
 * @param counts right and wrong decisions on that split, one entry per label in id order
 */
public record ThresholdChoice(ThresholdObjective objective, Thresholds thresholds, List<ConfusionCounts> counts) {

    /**
     * Refuses counts that do not match the thresholds; {@link ThresholdSearch#choose} makes a choice.
     *
     * @throws IllegalArgumentException if there is not one entry per label
     */
    public ThresholdChoice {
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(thresholds, "thresholds");
        counts = List.copyOf(counts);
        if (counts.size() != thresholds.labels().size()) {
            throw new IllegalArgumentException("found counts of " + counts.size() + " labels, expected "
                    + thresholds.labels().size());
        }
    }

    /**
     * The labels without positive examples in the split. Their threshold is {@link ThresholdSearch#FALLBACK}.
     *
     * @return label names in id order
     */
    public List<String> labelsWithoutPositives() {
        return IntStream.range(0, counts.size())
                .filter(id -> counts.get(id).support() == 0)
                .mapToObj(labels()::name)
                .toList();
    }

    /**
     * Converts the choice to the file of a model folder.
     *
     * @param split the dataset that it was made on
     * @return the content of {@code thresholds.json}
     * @throws IllegalArgumentException if the dataset has other labels
     */
    public ThresholdsFile toFile(Dataset split) {
        SameLabels.require(split.labels(), labels());
        List<ThresholdsFile.Entry> entries =
                IntStream.range(0, counts.size()).mapToObj(this::entry).toList();
        return new ThresholdsFile(objective.objectiveName(), split.name(), split.sha256(), entries);
    }

    private ThresholdsFile.Entry entry(int labelId) {
        ConfusionCounts label = counts.get(labelId);
        return new ThresholdsFile.Entry(
                labels().name(labelId), thresholds.value(labelId), Math.toIntExact(label.support()), label.f1());
    }

    private LabelSet labels() {
        return thresholds.labels();
    }
}
