package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.core.EmotionsException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Scores texts in the calling thread, within the limits and the bound of the queue.
 *
 * <p>Thread-safe. The scheduler of each model shares its batches between all requests.
 */
public final class QueuedInference implements Inference {

    /** How many texts a request may have, and how long each. */
    public record Limits(int texts, int charactersPerText) {}

    private final Limits limits;
    private final TokenQueue queue;
    private final ResultsListener listener;

    /** Is told of every request that got scores. */
    @FunctionalInterface
    public interface ResultsListener {

        /** A request got its scores. Called in the thread of the request. */
        void scored(ServedModel model, Results results);
    }

    /** Shares a queue between all models. */
    public QueuedInference(Limits limits, TokenQueue queue, ResultsListener listener) {
        this.limits = limits;
        this.queue = queue;
        this.listener = listener;
    }

    @Override
    public Results classify(ServedModel model, List<String> texts) {
        requireLimits(texts);
        if (texts.isEmpty()) {
            return new Results(List.of(), List.of(), Duration.ZERO, Duration.ZERO);
        }
        TokenQueue.Cost cost = TokenQueue.Cost.of(texts);
        if (!queue.enter(cost)) {
            throw new RequestException(
                    ErrorKind.OVERLOADED, "the queue is full, try again after the seconds in Retry-After");
        }
        Results results = run(model, texts, cost);
        listener.scored(model, results);
        return results;
    }

    private void requireLimits(List<String> texts) {
        if (texts.size() > limits.texts()) {
            throw new RequestException(
                    ErrorKind.TOO_LARGE,
                    "found " + texts.size() + " texts, expected at most " + limits.texts() + " in a request");
        }
        for (int index = 0; index < texts.size(); index++) {
            int length = texts.get(index).length();
            if (length > limits.charactersPerText()) {
                throw new RequestException(
                        ErrorKind.TOO_LARGE,
                        "text " + index + " has " + length + " characters, expected at most "
                                + limits.charactersPerText());
            }
        }
    }

    private Results run(ServedModel model, List<String> texts, TokenQueue.Cost cost) {
        long begin = System.nanoTime();
        try {
            List<Scores> scores = model.classify(texts);
            List<Integer> tokens = texts.stream().map(model::tokenCount).toList();
            Duration ran = Duration.ofNanos(System.nanoTime() - begin);
            queue.scored(cost, ran);
            return new Results(scores, tokens, Duration.ZERO, ran);
        } catch (CancellationException interrupted) {
            throw new RequestException(
                    ErrorKind.TIMED_OUT, "the deadline passed before the scores were there", interrupted);
        } catch (EmotionsException | IllegalStateException failed) {
            throw new RequestException(ErrorKind.INFERENCE_FAILED, "the model failed", failed);
        } finally {
            queue.leave(cost);
        }
    }
}
