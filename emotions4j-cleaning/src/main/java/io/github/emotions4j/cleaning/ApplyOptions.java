package io.github.emotions4j.cleaning;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What happens to findings that nobody decided; decisions always count. Immutable and thread-safe.
 *
 * @param acceptAll whether every suggestion is accepted
 * @param minScore suggestions with at least this score are accepted, in [0, 1]; empty accepts none by their score
 * @param dropped texts with findings of these kinds are left out
 */
public record ApplyOptions(boolean acceptAll, OptionalDouble minScore, Set<FindingKind> dropped) {

    /**
     * Checks the score and copies the kinds.
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
     * Decisions alone.
     *
     * @return options that leave everything undecided as it is
     */
    public static ApplyOptions decisionsOnly() {
        return new ApplyOptions(false, OptionalDouble.empty(), Set.of());
    }
}
