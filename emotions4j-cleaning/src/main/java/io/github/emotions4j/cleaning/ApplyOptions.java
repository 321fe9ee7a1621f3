package io.github.emotions4j.cleaning;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How to handle findings without a decision. Decisions of the reviewer always apply. Immutable and thread-safe.
 *
 * @param acceptAll whether every suggestion is accepted
 * @param minScore the minimum score, in [0, 1], at which a suggestion is accepted; empty to accept none by its score
 * @param dropped texts with findings of these kinds are removed
 */
public record ApplyOptions(boolean acceptAll, OptionalDouble minScore, Set<FindingKind> dropped) {

    /**
     * Makes options; the set is copied.
     *
     * @throws IllegalArgumentException if the score is outside [0, 1]
     */
    public ApplyOptions {
        Objects.requireNonNull(minScore, "minScore");
        dropped = Set.copyOf(dropped);
        minScore.ifPresent(score -> {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("min score is " + score + ", expected from 0 to 1");
            }
        });
    }

    /**
     * Applies only the decisions of the reviewer.
     *
     * @return options that ignore findings without a decision
     */
    public static ApplyOptions decisionsOnly() {
        return new ApplyOptions(false, OptionalDouble.empty(), Set.of());
    }
}
