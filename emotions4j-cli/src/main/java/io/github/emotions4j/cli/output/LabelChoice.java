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
 * @param topCount how many, when {@link Listing#TOP} are listed
 * @param threshold one threshold for all labels; empty takes the model's own
 * @param groups the groups to list instead of labels
 */
public record LabelChoice(
        Listing listing, OptionalInt topCount, OptionalDouble threshold, Optional<LabelGroups> groups) {

    /** Which labels are listed. */
    public enum Listing {
        /** Those at or above their thresholds. */
        DETECTED,
        /** The best few, whatever their thresholds. */
        TOP,
        /** All. */
        ALL
    }

    /** Checks that nothing is null. */
    public LabelChoice {
        Objects.requireNonNull(listing, "listing");
        Objects.requireNonNull(topCount, "topCount");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(groups, "groups");
    }

    /**
     * The choice that options make.
     *
     * @param all whether all labels are listed
     * @param topCount how many of the best are listed; empty for no such wish
     * @param threshold one threshold for all labels; empty takes the model's own
     * @return the choice
     */
    public static LabelChoice of(boolean all, OptionalInt topCount, OptionalDouble threshold) {
        Listing some = topCount.isPresent() ? Listing.TOP : Listing.DETECTED;
        return new LabelChoice(all ? Listing.ALL : some, topCount, threshold, Optional.empty());
    }

    /**
     * The same choice of groups instead of labels.
     *
     * @param view the groups
     * @return the changed choice
     */
    public LabelChoice by(LabelGroups view) {
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
