package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Which labels of a text are detected, and which are listed with their scores. Immutable and thread-safe.
 *
 * @param listing which labels are listed
 * @param topCount number of labels of {@link Listing#TOP}, at least 1; otherwise empty
 * @param threshold one threshold for all labels, from 0 to 1; empty for the thresholds of the model
 * @param groups the groups to list instead of labels, if any
 */
public record LabelChoice(
        Listing listing, OptionalInt topCount, OptionalDouble threshold, Optional<LabelGroups> groups) {

    /** Which labels are listed. */
    public enum Listing {
        /** Those at or above their thresholds. */
        DETECTED,
        /** The labels with the highest scores, regardless of thresholds. */
        TOP,
        /** All. */
        ALL
    }

    /**
     * A choice from its parts.
     *
     * @throws IllegalArgumentException if the listing is TOP without a count of at least 1
     */
    public LabelChoice {
        Objects.requireNonNull(listing, "listing");
        Objects.requireNonNull(topCount, "topCount");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(groups, "groups");
        if (listing == Listing.TOP && topCount.orElse(0) < 1) {
            throw new IllegalArgumentException("listing TOP has the count " + topCount + ", expected at least 1");
        }
    }

    /**
     * Lists the labels at or above the thresholds of the model.
     *
     * @return the choice
     */
    public static LabelChoice ofDetected() {
        return new LabelChoice(Listing.DETECTED, OptionalInt.empty(), OptionalDouble.empty(), Optional.empty());
    }

    /**
     * Lists the labels with the highest scores.
     *
     * @param count number of labels, at least 1
     * @return the choice
     */
    public static LabelChoice ofTop(int count) {
        return new LabelChoice(Listing.TOP, OptionalInt.of(count), OptionalDouble.empty(), Optional.empty());
    }

    /**
     * Lists all labels.
     *
     * @return the choice
     */
    public static LabelChoice ofAll() {
        return new LabelChoice(Listing.ALL, OptionalInt.empty(), OptionalDouble.empty(), Optional.empty());
    }

    /**
     * Replaces the thresholds of the model by one for all labels.
     *
     * @param value the threshold, from 0 to 1
     * @return the changed choice
     */
    public LabelChoice withThreshold(double value) {
        return new LabelChoice(listing, topCount, OptionalDouble.of(value), groups);
    }

    /**
     * Lists groups instead of labels.
     *
     * @param view the groups
     * @return the changed choice
     */
    public LabelChoice withGroups(LabelGroups view) {
        return new LabelChoice(listing, topCount, threshold, Optional.of(view));
    }

    /**
     * The labels, or groups, at or above their thresholds.
     *
     * @param scores a text's scores
     * @return the detected labels, best first, possibly none
     */
    public List<LabelScore> detected(Scores scores) {
        Thresholds thresholds = threshold.isPresent()
                ? Thresholds.constant(scores.labels(), threshold.getAsDouble())
                : scores.thresholds();
        return groups.map(view -> view.group(scores, thresholds).detected())
                .orElseGet(() -> scores.emotions(thresholds));
    }

    /**
     * The labels, or groups, to list.
     *
     * @param scores a text's scores
     * @return the listed labels, best first, possibly none
     */
    public List<LabelScore> listed(Scores scores) {
        return switch (listing) {
            case DETECTED -> detected(scores);
            case TOP -> ranked(scores).stream().limit(topCount.orElseThrow()).toList();
            case ALL -> ranked(scores);
        };
    }

    /** What can be listed, in id order. */
    LabelSet names(LabelSet labels) {
        return groups.map(LabelGroups::groups).orElse(labels);
    }

    /** Every score, in id order. */
    List<Float> inOrder(Scores scores) {
        LabelSet names = names(scores.labels());
        Map<String, Float> byName =
                ranked(scores).stream().collect(Collectors.toMap(LabelScore::label, LabelScore::score));
        return names.names().stream()
                .map(byName::get)
                .map(Objects::requireNonNull)
                .toList();
    }

    private List<LabelScore> ranked(Scores scores) {
        return groups.map(view -> view.group(scores).ranked()).orElseGet(scores::ranked);
    }
}
