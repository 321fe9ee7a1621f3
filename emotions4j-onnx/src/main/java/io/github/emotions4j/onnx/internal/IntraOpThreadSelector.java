package io.github.emotions4j.onnx.internal;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.onnx.graph.OnnxGraph;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs of texts that nothing else runs beside: in the caller's thread, or in several threads where those are faster.
 * Which it is depends on model and processor and is measured: after some texts the graph is opened a second time, with
 * several threads; then every fourth of some texts runs in both ways, which give the same bits, and the faster one stays.
 *
 * <p>One call at a time, from any thread. Does not own the graph for one thread.
 */
final class IntraOpThreadSelector implements AutoCloseable {

    /** So many texts are a program that asks for one at a time, and the processor has warmed up. */
    static final int TEXTS_BEFORE = 8;

    /**
     * How much a second core helps changes within tenths of a second where other work or other machines share it, so
     * texts with some between them are compared.
     */
    static final int TEXTS_COMPARED = 24;

    private static final int COMPARED_EVERY = 4;

    /** Other programs get the cores unless they save this text at least a tenth of its time. */
    private static final double SHARE_OF_TIME = 0.9;

    private final OnnxGraph inOneThread;
    private final Supplier<OnnxGraph> inSeveralThreads;
    private final LongSupplier nanoTime;
    private double timeRatios;
    private int compared;
    private int texts;
    private @Nullable CompletableFuture<OnnxGraph> opening;
    private @Nullable OnnxGraph chosen;

    /**
     * @param inSeveralThreads opens the graph for several threads
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    IntraOpThreadSelector(OnnxGraph inOneThread, Supplier<OnnxGraph> inSeveralThreads, LongSupplier nanoTime) {
        this.inOneThread = inOneThread;
        this.inSeveralThreads = inSeveralThreads;
        this.nanoTime = nanoTime;
    }

    /** Texts that always run in the caller's thread. */
    static IntraOpThreadSelector inOneThread(OnnxGraph graph) {
        IntraOpThreadSelector texts = new IntraOpThreadSelector(graph, () -> graph, System::nanoTime);
        texts.chosen = graph;
        return texts;
    }

    /** The logits of a text, shape {@code [labels]}. */
    float[] logits(int[] tokenIds, LabelSet labels) {
        if (chosen != null) {
            return logits(chosen, tokenIds, labels);
        }
        texts++;
        if (opening == null && texts > TEXTS_BEFORE) {
            opening = CompletableFuture.supplyAsync(inSeveralThreads, IntraOpThreadSelector::inBackground);
        }
        return opening != null && opening.isDone() && texts % COMPARED_EVERY == 0
                ? compare(opening, tokenIds, labels)
                : logits(inOneThread, tokenIds, labels);
    }

    /** Whether texts from now on all run in the same way. */
    boolean hasChosen() {
        return chosen != null;
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "emotions4j-several-threads");
        thread.setDaemon(true);
        thread.start();
    }

    private float[] compare(CompletableFuture<OnnxGraph> opened, int[] tokenIds, LabelSet labels) {
        try {
            return compare(opened.join(), tokenIds, labels);
        } catch (CompletionException failed) {
            System.getLogger(IntraOpThreadSelector.class.getName())
                    .log(Level.DEBUG, "one thread for each text", failed);
            chosen = inOneThread;
            return logits(inOneThread, tokenIds, labels);
        }
    }

    private float[] compare(OnnxGraph several, int[] tokenIds, LabelSet labels) {
        long start = nanoTime.getAsLong();
        logits(several, tokenIds, labels);
        long middle = nanoTime.getAsLong();
        float[] logits = logits(inOneThread, tokenIds, labels);
        long end = nanoTime.getAsLong();
        timeRatios += (double) (middle - start) / (end - middle);
        if (++compared == TEXTS_COMPARED) {
            choose(several);
        }
        return logits;
    }

    private void choose(OnnxGraph several) {
        boolean faster = timeRatios / TEXTS_COMPARED < SHARE_OF_TIME;
        chosen = faster ? several : inOneThread;
        if (!faster) {
            several.close();
        }
    }

    private static float[] logits(OnnxGraph graph, int[] tokenIds, LabelSet labels) {
        return graph.logits(List.of(tokenIds), labels).get(0);
    }

    /** Frees what was opened for several threads, and waits for it where that is under way. */
    @Override
    public void close() {
        if (opening != null) {
            opening.thenAccept(OnnxGraph::close)
                    .exceptionally(notOpened -> null)
                    .join();
        }
    }
}
