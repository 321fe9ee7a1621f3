package io.github.emotions4j.export.check;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.onnx.OnnxGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Compares what a graph answers with what it should answer: a graph with the weights it was exported from, or an INT8
 * graph with its fp32 form.
 *
 * <p>Stateless and thread-safe.
 */
public final class ParityCheck {

    /**
     * The largest |difference| of logits that an fp32 graph may show: 1e-4. Two correct implementations sum in another
     * order and differ by some 1e-6; a wrong one differs by far more.
     */
    public static final double FP32_TOLERANCE = 1e-4;

    private ParityCheck() {}

    /**
     * Compares a graph with a reference, text by text.
     *
     * @param graph the ONNX file
     * @param reference gives the logits of a text's token ids, one per label
     * @param labels the labels in the order of the logits
     * @param texts the texts to compare on
     * @param tokenIds gives a text's token ids, special tokens included, at least one
     * @return how far they are apart; no tolerance is applied, see {@link ParityReport#requireWithin}
     * @throws ModelFormatException if the graph cannot be loaded or gives another number of logits
     * @throws InferenceException if the graph or the reference gives a logit that is not finite; the message names text
     *     and label
     * @throws IllegalArgumentException if there is no text
     */
    public static ParityReport compare(
            Path graph,
            Function<int[], float[]> reference,
            LabelSet labels,
            List<String> texts,
            Function<String, int[]> tokenIds) {
        ParityDifferences differences = new ParityDifferences(labels, graph.toString());
        try (OnnxGraph loaded = OnnxGraph.load(graph)) {
            for (String text : texts) {
                int[] ids = tokenIds.apply(text);
                differences.add(text, reference.apply(ids), loaded.logits(ids));
            }
        }
        return differences.report();
    }

    /**
     * Compares two graphs, text by text.
     *
     * @param graph the ONNX file to compare, such as an INT8 graph
     * @param referenceGraph the ONNX file that is right, such as its fp32 form
     * @param labels the labels in the order of the logits
     * @param texts the texts to compare on
     * @param tokenIds gives a text's token ids, special tokens included, at least one
     * @return how far they are apart; no tolerance is applied
     * @throws ModelFormatException if a graph cannot be loaded or gives another number of logits
     * @throws InferenceException if a logit is not finite; the message names text and label
     * @throws IllegalArgumentException if there is no text
     */
    public static ParityReport compare(
            Path graph, Path referenceGraph, LabelSet labels, List<String> texts, Function<String, int[]> tokenIds) {
        try (OnnxGraph reference = OnnxGraph.load(referenceGraph)) {
            return compare(graph, reference::logits, labels, texts, tokenIds);
        }
    }
}
