package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.server.internal.routing.RequestException;
import java.util.List;

/**
 * What the routes ask for scores: limits, the bounded queue, the deadline and the counts for metrics are behind it.
 *
 * <p>Thread-safe.
 */
public interface Inference {

    /**
     * Scores the texts of the request that the calling thread answers.
     *
     * @param model one of the {@link ModelRegistry}
     * @param texts the texts, possibly none; users' data, never logged
     * @return the results in the order of the texts
     * @throws RequestException TOO_LARGE over the limits of texts and characters, OVERLOADED where the queue is full,
     *     TIMED_OUT after the deadline, INFERENCE_FAILED if the model fails
     */
    Results classify(ServedModel model, List<String> texts);
}
