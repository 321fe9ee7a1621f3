package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Which labels of a text are detected, and which are listed with their scores. Immutable and thread-safe.
 *
 * @param listing which labels are listed
 * @param topCount how many, when {@link Listing#TOP} are listed
 * @param threshold one threshold for all labels; empty takes the model's own
 */
public record LabelChoice(Listing listing, OptionalInt topCount, OptionalDouble threshold) {

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
        return new LabelChoice(all ? Listing.ALL : some, topCount, threshold);
    }

    /**
     * The labels at or above their thresholds.
     *
     * @param scores a text's scores
     * @return the detected labels, best first, possibly none
     */
    public List<LabelScore> detected(Scores scores) {
        return threshold.isPresent()
                ? scores.emotions(Thresholds.constant(scores.labels(), threshold.getAsDouble()))
                : scores.emotions();
    }

    /**
     * The labels to list.
     *
     * @param scores a text's scores
     * @return the listed labels, best first, possibly none
     */
    public List<LabelScore> listed(Scores scores) {
        return switch (listing) {
            case DETECTED -> detected(scores);
            case TOP -> scores.top(topCount.orElseThrow());
            case ALL -> scores.ranked();
        };
    }
}
