package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.Scores;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A text and its scores, once they are there. A task of its own where it runs alone, so that {@link #cancel} interrupts it.
 *
 * <p>Thread-safe.
 *
 * @param <T> the tokens of a text
 */
final class TextTask<T> extends FutureTask<Scores> {

    private final long index;
    private final @Nullable String text;
    private final AtomicReference<T> tokens;

    /** @param text null where the source gave none, which fails when it is read, behind the texts before it */
    TextTask(long index, @Nullable String text, BatchInference<T> classification) {
        this(index, text, classification, new AtomicReference<>());
    }

    private TextTask(long index, @Nullable String text, BatchInference<T> classification, AtomicReference<T> tokens) {
        super(() -> classification.scores(List.of(found(tokens))).get(0));
        this.index = index;
        this.text = text;
        this.tokens = tokens;
    }

    long index() {
        return index;
    }

    int characters() {
        return text == null ? 0 : text.length();
    }

    /** What {@link #read} found. */
    T tokens() {
        return found(tokens);
    }

    private static <T> T found(AtomicReference<T> tokens) {
        return Objects.requireNonNull(tokens.get(), "the text has not been read");
    }

    /** Finds the text's tokens; a text that has none fails. */
    @SuppressWarnings("NullAway") // The classification reports a text that is null.
    boolean read(BatchInference<T> classification) {
        try {
            tokens.set(classification.tokens(index, text));
            return true;
        } catch (RuntimeException | Error failed) {
            setException(failed);
            return false;
        }
    }

    /** Takes the scores that others found. */
    void complete(Scores scores) {
        set(scores);
    }
}
