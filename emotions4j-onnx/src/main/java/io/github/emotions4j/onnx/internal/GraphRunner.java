package io.github.emotions4j.onnx.internal;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.onnx.graph.OnnxGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The runs of a classifier's graph: each in its caller's thread, but for a text that is alone, which may have several
 * threads.
 *
 * <p>Thread-safe. Holds native memory: {@link #close()} it, once no run is under way.
 */
public final class GraphRunner implements AutoCloseable {

    private final OnnxGraph graph;
    private final LabelSet labels;
    private final IntraOpThreadSelector loneTexts;
    private final AtomicInteger underWay = new AtomicInteger();

    private GraphRunner(OnnxGraph graph, LabelSet labels, IntraOpThreadSelector loneTexts) {
        this.graph = graph;
        this.labels = labels;
        this.loneTexts = loneTexts;
    }

    /** Opens a graph that must give one logit per label. */
    public static GraphRunner open(Path file, OnnxOptions options, LabelSet labels) {
        OnnxOptions oneThread = options.toBuilder().threadsPerText(1).build();
        OnnxGraph graph = OnnxGraph.load(file, oneThread, labels);
        IntraOpThreadSelector loneTexts = options.equals(oneThread)
                ? IntraOpThreadSelector.inOneThread(graph)
                : new IntraOpThreadSelector(graph, () -> OnnxGraph.load(file, options, labels), System::nanoTime);
        return new GraphRunner(graph, labels, loneTexts);
    }

    /** Whether {@link #logits(List)} takes more than one text. */
    public boolean takesEqualLengths() {
        return graph.takesEqualLengths();
    }

    /**
     * The logits of texts of one length in the calling thread.
     *
     * @return raw scores of each text, shape {@code [labels]}, the same bits as if it were alone
     */
    public List<float[]> logits(List<int[]> texts) {
        underWay.incrementAndGet();
        try {
            return graph.logits(texts, labels);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** The logits of one text, shape {@code [labels]}, in several threads where no other run is under way and they pay. */
    public float[] logitsAlone(int[] tokenIds) {
        // Whoever finds nobody else is the only one in loneTexts, for all who come meanwhile find him.
        boolean alone = underWay.incrementAndGet() == 1;
        try {
            return alone
                    ? loneTexts.logits(tokenIds, labels)
                    : graph.logits(List.of(tokenIds), labels).get(0);
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Override
    public void close() {
        loneTexts.close();
        graph.close();
    }
}
