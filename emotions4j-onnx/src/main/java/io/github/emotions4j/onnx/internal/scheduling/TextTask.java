package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.Scores;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One text and the future of its scores. The logits of its windows may arrive in any order; they are pooled in the
 * order of the text.
 *
 * <p>Thread-safe, but for the place in the queue, which the lock of the queue guards. A text is tokenised once, before
 * it is queued for batches.
 *
 * @param <T> a tokenised text
 */
final class TextTask<T> {

    /** The longest window of most models: what an untokenised text costs at most. */
    private static final int MAX_ESTIMATED_TOKENS = 512;

    private static final int CHARACTERS_PER_TOKEN = 4;

    /** The special tokens around a text. */
    private static final int MIN_ESTIMATED_TOKENS = 2;

    private record Tokenized<T>(T text, int windowCount, int windowTokens) {}

    private final Job job;
    private final long index;
    private final @Nullable String text;
    private final BatchInference<T> inference;
    private final long queuedNanos = System.nanoTime();
    private final CompletableFuture<Scores> result = new CompletableFuture<>();
    private @Nullable Tokenized<T> tokenized;
    private @Nullable WindowScores scores;
    private int pooledWindows;
    private @Nullable Map<Integer, float[]> earlyLogits;

    /** The place in the queue, which only {@link WindowQueue} uses. */
    final QueuePlace place = new QueuePlace();

    private TextTask(Job job, long index, @Nullable String text, BatchInference<T> inference) {
        this.job = job;
        this.index = index;
        this.text = text;
        this.inference = inference;
    }

    /** @param text null where the source gave null; tokenising reports it, after the results of the texts before it */
    static <T> TextTask<T> of(Job job, long index, @Nullable String text, BatchInference<T> inference) {
        return new TextTask<>(job, index, text, inference);
    }

    /** A text that its caller has tokenised. */
    static <T> TextTask<T> ofTokenized(Job job, T tokens, BatchInference<T> inference) {
        TextTask<T> task = new TextTask<>(job, 0, null, inference);
        task.setTokens(tokens);
        return task;
    }

    /** When the text came, as {@link System#nanoTime}. */
    long queuedNanos() {
        return queuedNanos;
    }

    Job job() {
        return job;
    }

    int characterCount() {
        return text == null ? 0 : text.length();
    }

    boolean isTokenized() {
        return tokenized != null;
    }

    /** Tokenises the text. Where that fails, the task is done and reports the failure. */
    void tokenize() {
        try {
            setTokens(inference.tokenize(Objects.requireNonNull(text, () -> "text " + index)));
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
    }

    private void setTokens(T tokens) {
        tokenized = new Tokenized<>(tokens, inference.windowCount(tokens), inference.windowTokens(tokens));
    }

    private Tokenized<T> tokenized() {
        return Objects.requireNonNull(tokenized, "the text is not tokenised");
    }

    int windowCount() {
        return tokenized().windowCount();
    }

    /** The tokens of each window, estimated as long as the text is not tokenised. */
    int windowTokens() {
        return tokenized == null ? estimatedTokens() : tokenized.windowTokens();
    }

    int estimatedTokens() {
        int tokens = characterCount() / CHARACTERS_PER_TOKEN;
        return Math.min(Math.max(tokens, MIN_ESTIMATED_TOKENS), MAX_ESTIMATED_TOKENS);
    }

    /** The tokens that still have to run, from a window on. */
    long tokensFrom(int window) {
        return tokenized == null
                ? Math.max(characterCount() / CHARACTERS_PER_TOKEN, MIN_ESTIMATED_TOKENS)
                : (long) (tokenized.windowCount() - window) * tokenized.windowTokens();
    }

    /** Whether this is a single text of one window. */
    boolean isShortSingle() {
        return job.isSingle() && windowCount() == 1;
    }

    Window<T> window(int window) {
        return new Window<>(tokenized().text(), window);
    }

    boolean isDone() {
        return result.isDone();
    }

    /** Adds the logits of a window. After the last window, or where pooling fails, the task is done. */
    synchronized void addLogits(int window, float[] logits) {
        if (isDone()) {
            return;
        }
        try {
            pool(window, logits);
        } catch (RuntimeException | Error failed) {
            fail(failed);
        }
    }

    private void pool(int window, float[] logits) {
        if (window != pooledWindows) {
            earlyLogits().put(window, logits);
            return;
        }
        WindowScores pooled = scores();
        float[] next = logits;
        while (next != null) {
            pooled.add(next);
            pooledWindows++;
            next = earlyLogits == null ? null : earlyLogits.remove(pooledWindows);
        }
        if (pooledWindows == windowCount()) {
            result.complete(pooled.scores());
        }
    }

    private WindowScores scores() {
        if (scores == null) {
            scores = inference.newScores(tokenized().text());
        }
        return scores;
    }

    private Map<Integer, float[]> earlyLogits() {
        if (earlyLogits == null) {
            earlyLogits = new HashMap<>();
        }
        return earlyLogits;
    }

    /** Ends the task with a failure, which {@link #await} throws. */
    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    /**
     * Waits for the scores.
     *
     * @throws InterruptedException if the calling thread is interrupted before the task is done
     */
    Scores await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            throw unwrap(failed);
        }
    }

    private static RuntimeException unwrap(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known
                ? known
                : new InferenceException("a text failed: " + failed.getMessage(), failed);
    }
}
