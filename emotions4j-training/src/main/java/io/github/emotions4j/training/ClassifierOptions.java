package io.github.emotions4j.training;

import static io.github.emotions4j.training.OptionCheck.require;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How the classifier around the encoder is built. Immutable and thread-safe.
 *
 * @param dropout one dropout rate for hidden states, attention and head, in [0, 1); empty for the encoder's own rates
 * @param headInitialization the initial weights of a new classification head
 */
public record ClassifierOptions(OptionalDouble dropout, HeadInitialization headInitialization) {

    /**
     * Refuses a dropout rate outside its range.
     *
     * @throws IllegalArgumentException if dropout is outside [0, 1)
     */
    public ClassifierOptions {
        Objects.requireNonNull(headInitialization, "headInitialization");
        dropout.ifPresent(rate -> require(rate >= 0 && rate < 1, "dropout", rate, "in [0, 1)"));
    }
}
