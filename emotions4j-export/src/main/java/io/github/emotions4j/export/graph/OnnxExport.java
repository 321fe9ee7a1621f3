package io.github.emotions4j.export.graph;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.export.internal.onnx.OnnxWriter;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes the ONNX graph of a BERT, RoBERTa or DistilBERT classifier from its weights.
 *
 * <p>The graph uses {@code ai.onnx} operators alone, so that any ONNX runtime can run it. Inputs: {@code input_ids},
 * {@code attention_mask} and, for BERT, {@code token_type_ids}, int64, shape {@code [batch, sequence]}, both dynamic.
 * Output: {@code logits}, fp32, shape {@code [batch, labels]}.
 *
 * <p>Stateless and thread-safe. Source: transformers' classes for sequence classification and the ONNX operator
 * specification.
 */
public final class OnnxExport {

    private OnnxExport() {}

    /**
     * Writes the graph. Tensors are streamed from the weights to the file, so that a mapped weights file never lies in the
     * heap as a whole.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param weights tensors by the names of {@link io.github.emotions4j.modelfolder.weights.ClassifierTensors}; tensors beyond those
     *     are ignored
     * @param target the file to write or replace, atomically
     * @param options how to write it
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException if a tensor is missing or has another shape, or the graph would pass 2 GB
     * @throws IOException if writing fails; then {@code target} is as before
     */
    public static void write(ModelConfig config, Weights weights, Path target, ExportOptions options)
            throws IOException {
        Objects.requireNonNull(target, "target");
        GraphBuilder graph = new GraphBuilder(options.opset());
        new ClassifierGraph(config, weights, graph).build();
        OnnxWriter.write(graph.model(), graph.weights(), target);
    }

    /**
     * Writes the graph and its large tensors in a second file, whose name is the graph's with {@code _data} appended.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param weights tensors by the names of {@link io.github.emotions4j.modelfolder.weights.ClassifierTensors}
     * @param target the graph's file to write or replace
     * @throws ModelFormatException if a tensor is missing or has another shape
     * @throws IOException if writing fails
     */
    public static void writeInTwo(ModelConfig config, Weights weights, Path target) throws IOException {
        GraphBuilder graph = new GraphBuilder(ExportOptions.DEFAULT_OPSET);
        new ClassifierGraph(config, weights, graph).build();
        OnnxWriter.writeInTwo(graph.model(), graph.weights(), target);
    }
}
