package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.core.Scores;
import java.time.Duration;
import java.util.List;

/**
 * The scores of one request.
 *
 * @param scores one for each text, in order
 * @param tokens the tokens of each text, in order
 * @param waited how long the request waited for the queue before it ran
 * @param ran how long its texts took from then on
 */
public record Results(List<Scores> scores, List<Integer> tokens, Duration waited, Duration ran) {

    /** The lists are copied. */
    public Results {
        scores = List.copyOf(scores);
        tokens = List.copyOf(tokens);
    }

    /** The tokens of all texts. */
    public int tokenCount() {
        return tokens.stream().mapToInt(Integer::intValue).sum();
    }
}
