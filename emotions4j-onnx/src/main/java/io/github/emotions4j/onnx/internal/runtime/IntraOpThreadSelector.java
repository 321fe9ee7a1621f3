package io.github.emotions4j.onnx.internal.runtime;

import io.github.emotions4j.core.LabelSet;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whether a single text runs on one intra-op thread or on several. Which is faster depends on model and
 * processor, so it is measured: after a few texts a second session with several threads is opened in the background.
 * Then every fourth text runs in both sessions, and after 24 such texts the faster session stays. Where they return
 * other bits, the one with one thread stays.
 *
 * <p>One call at a time, from any thread. Closes the session with several threads, but not the one with one thread.
 */
final class IntraOpThreadSelector implements AutoCloseable {

    /** A program that classifies so many single texts will classify more, and the processor has warmed up. */
    static final int WARM_UP_TEXTS = 8;

    /**
     * The gain from a second core changes within tenths of a second where other programs share it, so many texts are
     * compared, with others between them.
     */
    static final int COMPARED_TEXTS = 24;

    private static final int COMPARISON_INTERVAL = 4;

    /** Several threads must save a tenth of the time; otherwise the cores are left to other programs. */
    private static final double MAX_TIME_RATIO = 0.9;

    private final GraphSession oneThread;
    private final Supplier<GraphSession> openSeveralThreads;
    private final LongSupplier nanoTime;
    private double timeRatioSum;
    private int comparedTexts;
    private int texts;
    private @Nullable CompletableFuture<GraphSession> severalThreads;
    private @Nullable GraphSession selected;

    /**
     * @param openSeveralThreads opens the session with several threads; called at most once, in a background thread
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    IntraOpThreadSelector(GraphSession oneThread, Supplier<GraphSession> openSeveralThreads, LongSupplier nanoTime) {
        this.oneThread = oneThread;
        this.openSeveralThreads = openSeveralThreads;
        this.nanoTime = nanoTime;
    }

    /** A selector that always chooses one thread. */
    static IntraOpThreadSelector singleThread(GraphSession session) {
        IntraOpThreadSelector selector = new IntraOpThreadSelector(session, () -> session, System::nanoTime);
        selector.selected = session;
        return selector;
    }

    /** The logits of a text, shape {@code [labels]}. */
    float[] logits(int[] tokenIds, LabelSet labels) {
        if (selected != null) {
            return logits(selected, tokenIds, labels);
        }
        texts++;
        if (severalThreads == null && texts > WARM_UP_TEXTS) {
            severalThreads = CompletableFuture.supplyAsync(openSeveralThreads, IntraOpThreadSelector::inBackground);
        }
        return severalThreads != null && severalThreads.isDone() && texts % COMPARISON_INTERVAL == 0
                ? compare(severalThreads, tokenIds, labels)
                : logits(oneThread, tokenIds, labels);
    }

    /** Whether the measurement is over. */
    boolean hasSelected() {
        return selected != null;
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "emotions4j-several-threads");
        thread.setDaemon(true);
        thread.start();
    }

    private float[] compare(CompletableFuture<GraphSession> opened, int[] tokenIds, LabelSet labels) {
        try {
            return compare(opened.join(), tokenIds, labels);
        } catch (CompletionException failed) {
            System.getLogger(IntraOpThreadSelector.class.getName())
                    .log(Level.DEBUG, "no session with several threads, single texts run on one", failed);
            selected = oneThread;
            return logits(oneThread, tokenIds, labels);
        }
    }

    private float[] compare(GraphSession several, int[] tokenIds, LabelSet labels) {
        long start = nanoTime.getAsLong();
        float[] ofSeveral = logits(several, tokenIds, labels);
        long middle = nanoTime.getAsLong();
        float[] logits = logits(oneThread, tokenIds, labels);
        long end = nanoTime.getAsLong();
        if (!Arrays.equals(ofSeveral, logits)) {
            selectOneThread(several);
            return logits;
        }
        timeRatioSum += (double) (middle - start) / (end - middle);
        if (++comparedTexts == COMPARED_TEXTS) {
            select(several);
        }
        return logits;
    }

    private void select(GraphSession several) {
        if (timeRatioSum / COMPARED_TEXTS < MAX_TIME_RATIO) {
            selected = several;
        } else {
            selectOneThread(several);
        }
    }

    private void selectOneThread(GraphSession several) {
        selected = oneThread;
        several.close();
    }

    private static float[] logits(GraphSession session, int[] tokenIds, LabelSet labels) {
        return session.logits(List.of(tokenIds), labels).get(0);
    }

    /** Closes the session with several threads, after waiting for it where it is still being opened. */
    @Override
    public void close() {
        if (severalThreads != null) {
            severalThreads
                    .thenAccept(GraphSession::close)
                    .exceptionally(notOpened -> null)
                    .join();
        }
    }
}
