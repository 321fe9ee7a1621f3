package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One text of a job, and the future of its scores. {@link #run} scores the text alone; {@link #cancel} then interrupts
 * the running thread.
 *
 * <p>Thread-safe.
 *
 * @param <T> a tokenised text
 */
final class TextTask<T> extends FutureTask<Scores> {

    private record Tokenized<T>(T text, int tokenCount, int bucket) {}

    private final long index;
    private final @Nullable String text;
    private final BatchInference<T> inference;
    private final AtomicReference<Tokenized<T>> tokenized;

    /** @param text null where the source gave null; tokenising reports it, after the results of the texts before it */
    TextTask(long index, @Nullable String text, BatchInference<T> inference) {
        this(index, text, inference, new AtomicReference<>());
    }

    // The super constructor needs a task before this object's fields exist, hence the reference made outside.
    private TextTask(
            long index, @Nullable String text, BatchInference<T> inference, AtomicReference<Tokenized<T>> tokenized) {
        super(() -> inference.classify(List.of(required(tokenized).text())).get(0));
        this.index = index;
        this.text = text;
        this.inference = inference;
        this.tokenized = tokenized;
    }

    private static <T> Tokenized<T> required(AtomicReference<Tokenized<T>> tokenized) {
        return Objects.requireNonNull(tokenized.get(), "the text is not tokenised");
    }

    long index() {
        return index;
    }

    int characterCount() {
        return text == null ? 0 : text.length();
    }

    /** False where tokenising fails: the task is then done and reports the failure. */
    boolean tokenize() {
        try {
            T tokens = inference.tokenize(Objects.requireNonNull(text, () -> "text " + index));
            tokenized.set(new Tokenized<>(tokens, inference.tokenCount(tokens), inference.bucket(tokens)));
            return true;
        } catch (RuntimeException | Error failed) {
            setException(failed);
            return false;
        }
    }

    T tokenizedText() {
        return required(tokenized).text();
    }

    int tokenCount() {
        return required(tokenized).tokenCount();
    }

    int bucket() {
        return required(tokenized).bucket();
    }

    /** Ends the task with scores that a batch computed. */
    void complete(Scores scores) {
        set(scores);
    }

    /** Ends the task with a failure, which {@link #get} reports. */
    void fail(Throwable failure) {
        setException(failure);
    }
}
