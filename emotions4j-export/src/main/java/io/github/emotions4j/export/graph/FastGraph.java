package io.github.emotions4j.export.graph;

import static io.github.emotions4j.export.graph.ClassifierGraph.place;
import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.Metadata;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.internal.onnx.OnnxWriter;
import io.github.emotions4j.export.quantization.ActivationScales;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.export.quantization.QuantizationReport;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Writes the fast form of a classifier's graph: fused operators for ONNX Runtime's CPU kernels, and texts without padding.
 *
 * <p>Input: {@code input_ids}, int64, shape {@code [1, length]}. There is no attention mask, since nothing is padded, and no
 * token types, since all are 0. Output: {@code logits}, fp32, shape {@code [1, labels]}. An INT8 graph that carries
 * {@link ActivationScales} takes a batch of texts of equal length, {@code [batch, length]}: integer sums are exact and every
 * other operator works row by row, so a text has the same bits in every batch. Attention, normalisation, activation and
 * INT8 products are ONNX Runtime's own operators ({@code com.microsoft}), so no other runtime can run the graph. The last
 * layer computes keys and values of all tokens but the query of the first token only, which is all that the head reads.
 * Tensors have the names and the bytes of the portable graph.
 *
 * <p>In fp32 the logits equal those of the portable graph up to rounding. In INT8 they differ a little more: the last layer
 * quantises the activations of one token instead of all.
 *
 * <p>Stateless and thread-safe. Source: ONNX Runtime's {@code ContribOperators.md}.
 */
public final class FastGraph {

    private FastGraph() {}

    /**
     * Writes the fp32 form.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param weights tensors by the names of {@link ClassifierTensors}; tensors beyond those are ignored
     * @param target the file to write or replace, atomically
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException if a tensor is missing or has another shape, or the graph would pass 2 GB
     * @throws IOException if writing fails; then {@code target} is as before
     */
    public static void write(ModelConfig config, Weights weights, Path target) throws IOException {
        Objects.requireNonNull(target, "target");
        GraphBuilder graph = fp32(config, weights);
        OnnxWriter.write(graph.model(), graph.weights(), target);
    }

    /**
     * Writes the fp32 form and its large tensors in a second file, whose name is the graph's with {@code _data} appended.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param weights tensors by the names of {@link ClassifierTensors}; tensors beyond those are ignored
     * @param target the graph's file to write or replace
     * @throws ModelFormatException if a tensor is missing or has another shape
     * @throws IOException if writing fails
     */
    public static void writeInTwo(ModelConfig config, Weights weights, Path target) throws IOException {
        GraphBuilder graph = fp32(config, weights);
        OnnxWriter.writeInTwo(graph.model(), graph.weights(), target);
    }

    /**
     * Writes the INT8 form of an INT8 graph that {@link Int8Quantizer} made of a graph of {@link OnnxExport}, or of one in
     * the INT8 form already. Integers and scales stay as they are; scales of activations, where it carries them, become
     * constants.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param int8Graph the INT8 ONNX file
     * @param target the file to write or replace, atomically
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException if the file is no ONNX graph, or a tensor is missing or has another type or shape; the
     *     message names tensor and file
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static void writeInt8(ModelConfig config, Path int8Graph, Path target) throws IOException {
        Objects.requireNonNull(target, "target");
        OnnxMl.ModelProto source = OnnxReader.read(int8Graph);
        Initializers tensors = new Initializers(source.getGraph(), int8Graph.toString());
        ActivationScales scales = Metadata.value(source, ActivationScales.KEY)
                .map(lines -> ActivationScales.parse(lines, int8Graph.toString()))
                .orElseGet(ActivationScales::none);
        GraphBuilder graph = build(
                config,
                int8Graph.toString(),
                builder -> new FastInt8Weights(tensors, shapes(config), scales, builder),
                !scales.isEmpty());
        OnnxMl.ModelProto model = graph.model();
        OnnxMl.ModelProto complete =
                scales.isEmpty() ? model : Metadata.with(model, ActivationScales.KEY, scales.toString());
        AtomicFile.write(target, complete::writeTo);
    }

    /**
     * Quantises a graph of {@link OnnxExport} and writes the INT8 form.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param fp32Graph the fp32 ONNX file
     * @param target the file to write or replace, atomically
     * @param texts token ids of texts to find scales of activations on, as
     *     {@link Int8Quantizer#quantize(Path, Path, List)} says
     * @return what the quantiser did, with the size of the form written
     * @throws IllegalArgumentException if the configuration is of another architecture, or both paths are the same file
     * @throws ModelFormatException if the file is no graph of this library's, or cannot be quantised; the message names it
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static QuantizationReport quantize(ModelConfig config, Path fp32Graph, Path target, List<int[]> texts)
            throws IOException {
        Path portable = Files.createTempFile("emotions4j", ".onnx");
        try {
            QuantizationReport report = Int8Quantizer.quantize(fp32Graph, portable, texts);
            writeInt8(config, portable, target);
            return report.ofSize(Files.size(target));
        } finally {
            Files.delete(portable);
        }
    }

    private static GraphBuilder fp32(ModelConfig config, Weights weights) {
        return build(config, "weights", builder -> new FastFp32Weights(weights, shapes(config), builder), false);
    }

    private static GraphBuilder build(
            ModelConfig config, String source, Function<GraphBuilder, FastWeights> weightsIn, boolean batches) {
        EncoderConfig encoder = encoder(config, source);
        GraphBuilder graph = new GraphBuilder(ExportOptions.DEFAULT_OPSET);
        new Nodes(encoder, weightsIn.apply(graph), graph, batches)
                .build(config.labels().size());
        return graph;
    }

    private static Map<String, List<Long>> shapes(ModelConfig config) {
        return ClassifierTensors.of(encoder(config, "weights"), config.labels().size());
    }

    private static EncoderConfig encoder(ModelConfig config, String source) {
        return config.encoder()
                .orElseThrow(() -> new IllegalArgumentException("model_type is '" + config.modelType()
                        + "', expected one of " + Architecture.supported() + " for the fast graph of " + source));
    }

    /** The nodes of one graph. */
    private record Nodes(EncoderConfig encoder, FastWeights weights, GraphBuilder graph, boolean batches) {

        void build(int labelCount) {
            if (batches) {
                graph.textsInput("input_ids");
            } else {
                graph.textInput("input_ids");
            }
            graph.output("logits", labelCount, "batch");
            graph.integers("index_0", List.of(), 0);
            graph.integers("vector_0", List.of(1L), 0);
            graph.integers("vector_1", List.of(1L), 1);
            graph.integers("vector_2", List.of(1L), 2);
            String states = embeddings();
            for (int layer = 0; layer < encoder.layerCount(); layer++) {
                boolean last = layer == encoder.layerCount() - 1;
                states = layer(ModuleNames.layer(encoder.architecture(), layer), states, last);
            }
            head(states);
        }

        private String embeddings() {
            ModuleNames.Embeddings names = ModuleNames.embeddings(encoder.architecture());
            String place = "/" + encoder.architecture().modelType() + "/embeddings";
            String words = weights.rows(names.words(), "input_ids");
            String positions = weights.rows(names.positions(), new PositionNodes(encoder, graph, place).ids());
            // The row of the only token type is added as a bias.
            List<String> type = names.types()
                    .map(table -> List.of(weights.rows(table, "index_0")))
                    .orElse(List.of());
            return norm(names.norm(), words, positions, type);
        }

        private String layer(ModuleNames.Layer names, String states, boolean last) {
            String residual = last ? first(states, place(names.query())) : states;
            String context = attention(names, states, residual);
            String attended =
                    norm(names.attentionNorm(), linear(names.attentionOutput(), context), residual, List.of());
            String wide = linear(names.intermediate(), attended);
            String active = activation(place(names.intermediate()) + "/activation", wide);
            return norm(names.outputNorm(), linear(names.output(), active), attended, List.of());
        }

        /** The first token's state, {@code [batch, 1, hidden]}. */
        private String first(String states, String place) {
            return graph.node("Slice", place + "/Slice", List.of(states, "vector_0", "vector_1", "vector_1"));
        }

        /** Attention with queries of all tokens, or of the first token if {@code queriesInput} is its state. */
        private String attention(ModuleNames.Layer names, String states, String queriesInput) {
            List<String> projections;
            if (queriesInput.equals(states)) {
                projections = weights.linear(states, List.of(names.query(), names.key(), names.value()));
            } else {
                List<String> others = weights.linear(states, List.of(names.key(), names.value()));
                projections = List.of(linear(names.query(), queriesInput), others.get(0), others.get(1));
            }
            String place = place(names.query().substring(0, names.query().lastIndexOf('.')));
            return graph.fused(
                    "MultiHeadAttention",
                    place + "/MultiHeadAttention",
                    projections,
                    attribute("num_heads", encoder.headCount()));
        }

        private String linear(String module, String input) {
            return weights.linear(input, List.of(module)).get(0);
        }

        /** {@code LayerNorm(input + residual + biases)}. */
        private String norm(String module, String input, String residual, List<String> biases) {
            String weight = weights.vector(module + ".weight");
            String bias = weights.vector(module + ".bias");
            List<String> inputs = new ArrayList<>(List.of(input, residual, weight, bias));
            inputs.addAll(biases);
            return graph.fused(
                    "SkipLayerNormalization",
                    place(module) + "/SkipLayerNormalization",
                    inputs,
                    attribute("epsilon", (float) encoder.layerNormEpsilon()));
        }

        private String activation(String place, String input) {
            return switch (encoder.activation()) {
                case GELU -> graph.fused("Gelu", place + "/Gelu", List.of(input));
                case GELU_NEW -> graph.fused("FastGelu", place + "/FastGelu", List.of(input));
                case RELU -> graph.node("Relu", place + "/Relu", List.of(input));
            };
        }

        private void head(String states) {
            ModuleNames.Head names = ModuleNames.head(encoder.architecture());
            String place = place(names.dense());
            String first = graph.node("Gather", place + "/Gather", List.of(states, "index_0"), attribute("axis", 1));
            String dense = place + "_dense";
            weights.head(names.dense(), first, dense);
            String operator = encoder.architecture() == Architecture.DISTILBERT ? "Relu" : "Tanh";
            String active = graph.node(operator, place + "/activation/" + operator, List.of(dense));
            weights.head(names.classifier(), active, "logits");
        }
    }
}
