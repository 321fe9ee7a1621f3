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
import io.github.emotions4j.export.internal.onnx.StoredTensors;
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
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the packed form of a classifier's graph: fused operators for ONNX Runtime's CPU kernels, and batches of texts
 * of any lengths.
 *
 * <p>The tokens of all texts lie in one row, {@code [1, tokens]}, without padding. Only attention sees padded texts,
 * under a mask ({@link PackedAttention} lists its inputs). Inputs: {@code input_ids} and {@code position_ids}, int64,
 * shape {@code [1, tokens]}, and those of attention. Output: {@code logits}, fp32, shape {@code [texts, labels]}. There
 * are no token types, since all are 0.
 *
 * <p>Every operator outside attention works token by token, and a masked text has the same bits at any width that is a
 * multiple of 4. So a text has the same bits in every batch, in fp32 and in an INT8 graph that carries
 * {@link ActivationScales}. An INT8 graph without them finds the scales of activations at run time, over all tokens of
 * a run: it must run one text at a time. {@code emotions4j.onnx} compares the bits on each machine before it relies on
 * them.
 *
 * <p>Attention, normalisation, activation and INT8 products are ONNX Runtime's own operators ({@code com.microsoft}),
 * so no other runtime can run the graph. The last layer computes keys and values of all tokens but the query of first
 * tokens only, which is all that the head reads. Tensors have the names and the bytes of the portable graph. For
 * RoBERTa, metadata {@code emotions4j.padding_id} has the token id of padding, from which its positions are counted.
 *
 * <p>In fp32 the logits equal those of the portable graph up to rounding. In INT8 they differ a little more: the last
 * layer quantises the activations of first tokens instead of all.
 *
 * <p>Stateless and thread-safe. Source: ONNX Runtime's {@code ContribOperators.md}; packing without padding as in
 * ByteTransformer (Zhai et al. 2023).
 */
public final class PackedGraph {

    /** Metadata key: {@code true} where texts may run together, {@code false} where each must run alone. */
    private static final String BATCHES = "emotions4j.batches";

    private static final String PADDING_ID = "emotions4j.padding_id";

    /** Metadata key: which texts the scales of activations were found on. */
    private static final String ACTIVATION_TEXTS = "emotions4j.activation_texts";

    /** The metadata keys of the packed form alone. */
    static final Set<String> METADATA = Set.of(BATCHES, PADDING_ID, ACTIVATION_TEXTS);

    private PackedGraph() {}

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
        OnnxWriter.write(model(config, graph, true), graph.weights(), target);
    }

    /**
     * Writes the fp32 form and its large tensors in a second file, whose name is the graph's with {@code _data}
     * appended.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param weights tensors by the names of {@link ClassifierTensors}; tensors beyond those are ignored
     * @param target the graph's file to write or replace
     * @throws ModelFormatException if a tensor is missing or has another shape
     * @throws IOException if writing fails
     */
    public static void writeInTwo(ModelConfig config, Weights weights, Path target) throws IOException {
        GraphBuilder graph = fp32(config, weights);
        OnnxWriter.writeInTwo(model(config, graph, true), graph.weights(), target);
    }

    /**
     * Writes the INT8 form of an INT8 graph that {@link Int8Quantizer} made of a graph of {@link OnnxExport}, or of one
     * in the INT8 form already. Integers and scales stay as they are; scales of activations, where it carries them,
     * become constants.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param int8Graph the INT8 ONNX file
     * @param target the file to write or replace, atomically
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException if the file is no ONNX graph, or a tensor is missing or has another type or shape;
     *     the message names tensor and file
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static void writeInt8(ModelConfig config, Path int8Graph, Path target) throws IOException {
        Objects.requireNonNull(target, "target");
        OnnxMl.ModelProto model = int8(config, int8Graph);
        AtomicFile.write(target, model::writeTo);
    }

    /**
     * Writes the INT8 form, as {@link #writeInt8(ModelConfig, Path, Path)} does, and says in its metadata which texts
     * the scales of activations were found on.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param int8Graph the INT8 ONNX file
     * @param target the file to write or replace, atomically
     * @param activationTexts what people call the texts; {@code OnnxEmotionClassifier.activationTexts()} returns it
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException as {@link #writeInt8(ModelConfig, Path, Path)} says
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static void writeInt8(ModelConfig config, Path int8Graph, Path target, String activationTexts)
            throws IOException {
        OnnxMl.ModelProto model = Metadata.with(int8(config, int8Graph), ACTIVATION_TEXTS, activationTexts);
        AtomicFile.write(target, model::writeTo);
    }

    /**
     * Writes the INT8 form as a small file beside an INT8 graph. The matrices stay in that file, from which ONNX
     * Runtime maps them, so a folder holds them once.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param int8Graph the INT8 ONNX file, as {@link #writeInt8(ModelConfig, Path, Path)} reads it
     * @param target the file to write or replace, atomically, in the folder of {@code int8Graph}
     * @throws IllegalArgumentException if the configuration is of another architecture, or the folders differ
     * @throws ModelFormatException as {@link #writeInt8(ModelConfig, Path, Path)} says
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static void writeInt8Beside(ModelConfig config, Path int8Graph, Path target) throws IOException {
        if (!Objects.equals(
                int8Graph.toAbsolutePath().getParent(), target.toAbsolutePath().getParent())) {
            throw new IllegalArgumentException("target is " + target + ", expected it beside " + int8Graph);
        }
        OnnxMl.ModelProto model = StoredTensors.read(int8Graph).referredToBy(int8(config, int8Graph));
        AtomicFile.write(target, model::writeTo);
    }

    private static OnnxMl.ModelProto int8(ModelConfig config, Path int8Graph) throws IOException {
        OnnxMl.ModelProto source = OnnxReader.read(int8Graph);
        Initializers tensors = new Initializers(source.getGraph(), int8Graph.toString());
        ActivationScales scales = Metadata.value(source, ActivationScales.KEY)
                .map(lines -> ActivationScales.parse(lines, int8Graph.toString()))
                .orElseGet(ActivationScales::none);
        GraphBuilder graph = build(
                config,
                int8Graph.toString(),
                builder -> new PackedInt8Weights(tensors, shapes(config), scales, builder));
        OnnxMl.ModelProto model = model(config, graph, !scales.isEmpty());
        return scales.isEmpty() ? model : Metadata.with(model, ActivationScales.KEY, scales.toString());
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
     * @throws ModelFormatException if the file is no graph of this library's, or cannot be quantised; the message names
     *     it
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
        return build(config, "weights", builder -> new PackedFp32Weights(weights, shapes(config), builder));
    }

    private static GraphBuilder build(
            ModelConfig config, String source, Function<GraphBuilder, PackedWeights> weightsIn) {
        EncoderConfig encoder = encoder(config, source);
        GraphBuilder graph = new GraphBuilder(ExportOptions.DEFAULT_OPSET);
        new Nodes(encoder, weightsIn.apply(graph), graph).build(config.labels().size());
        return graph;
    }

    /** The model with what a program has to know to run batches. */
    private static OnnxMl.ModelProto model(ModelConfig config, GraphBuilder graph, boolean batches) {
        EncoderConfig encoder = encoder(config, "positions");
        OnnxMl.ModelProto model = Metadata.with(graph.model(), BATCHES, Boolean.toString(batches));
        return encoder.architecture() == Architecture.ROBERTA
                ? Metadata.with(model, PADDING_ID, Long.toString(encoder.padTokenId()))
                : model;
    }

    private static Map<String, List<Long>> shapes(ModelConfig config) {
        return ClassifierTensors.of(encoder(config, "weights"), config.labels().size());
    }

    private static EncoderConfig encoder(ModelConfig config, String source) {
        return config.encoder()
                .orElseThrow(() -> new IllegalArgumentException("model_type is '" + config.modelType()
                        + "', expected one of " + Architecture.supported() + " for the packed graph of " + source));
    }

    /** The nodes of one graph. */
    private record Nodes(EncoderConfig encoder, PackedWeights weights, GraphBuilder graph) {

        void build(int labelCount) {
            graph.rowInput("input_ids", "tokens");
            graph.rowInput("position_ids", "tokens");
            graph.output("logits", labelCount, "texts");
            graph.integers("index_0", List.of(), 0);
            graph.integers("vector_0", List.of(1L), 0);
            PackedAttention attention = PackedAttention.of(encoder, weights, graph);
            String states = embeddings();
            for (int layer = 0; layer < encoder.layerCount(); layer++) {
                boolean last = layer == encoder.layerCount() - 1;
                states = layer(ModuleNames.layer(encoder.architecture(), layer), states, attention, last);
            }
            head(states);
        }

        private String embeddings() {
            ModuleNames.Embeddings names = ModuleNames.embeddings(encoder.architecture());
            String words = weights.rows(names.words(), "input_ids");
            String positions = weights.rows(names.positions(), "position_ids");
            // The row of the only token type is added as a bias.
            List<String> type = names.types()
                    .map(table -> List.of(weights.rows(table, "index_0")))
                    .orElse(List.of());
            return norm(names.norm(), words, positions, type);
        }

        private String layer(ModuleNames.Layer names, String states, PackedAttention attention, boolean last) {
            String residual = last ? attention.firstTokens(states, place(names.query())) : states;
            String context =
                    last ? attention.ofFirstTokens(names, states, residual) : attention.ofAllTokens(names, states);
            String attended = norm(names.attentionNorm(), context, residual, List.of());
            String wide = linear(names.intermediate(), attended);
            String active = activation(place(names.intermediate()) + "/activation", wide);
            return norm(names.outputNorm(), linear(names.output(), active), attended, List.of());
        }

        private String linear(String module, String input) {
            return weights.linear(input, List.of(module));
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
            String first = graph.node("Squeeze", place + "/Squeeze", List.of(states, "vector_0"));
            String dense = place + "_dense";
            weights.head(names.dense(), first, dense);
            String operator = encoder.architecture() == Architecture.DISTILBERT ? "Relu" : "Tanh";
            String active = graph.node(operator, place + "/activation/" + operator, List.of(dense));
            weights.head(names.classifier(), active, "logits");
        }
    }
}
