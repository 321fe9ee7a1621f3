package io.github.emotions4j.export.graph;

import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.export.internal.onnx.StreamedTensor;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the nodes of a sequence classifier to a graph: embeddings, layers, head.
 *
 * <p>Nodes are named after transformers' modules, as in {@code /bert/encoder/layer.0/attention/self/query/MatMul}. Tensors
 * keep transformers' names; the matrix of a linear layer inside the encoder is stored transposed, {@code [in, out]}, for
 * MatMul has no transposed form, and carries {@link TensorNames#TRANSPOSED} behind its name. The shapes of reshapes are
 * constants, where PyTorch's export computes them at run time.
 */
final class ClassifierGraph {

    private final ModelConfig config;
    private final EncoderConfig encoder;
    private final Weights weights;
    private final Map<String, List<Long>> shapes;
    private final GraphBuilder graph;

    ClassifierGraph(ModelConfig config, Weights weights, GraphBuilder graph) {
        this.config = config;
        this.encoder = config.encoder()
                .orElseThrow(() -> new IllegalArgumentException("model_type is '" + config.modelType()
                        + "', expected one of " + Architecture.supported()
                        + ": the graph of no other architecture can be written"));
        this.weights = weights;
        this.graph = graph;
        this.shapes = ClassifierTensors.of(encoder, config.labels().size());
    }

    void build() {
        graph.input("input_ids", "batch", "sequence");
        graph.input("attention_mask", "batch", "sequence");
        if (readsTypes()) {
            graph.input("token_type_ids", "batch", "sequence");
        }
        graph.output("logits", config.labels().size(), "batch");
        addConstants();
        String mask = mask("/" + encoder.architecture().modelType() + "/mask");
        String states = embeddings();
        for (int layer = 0; layer < encoder.layerCount(); layer++) {
            states = layer(ModuleNames.layer(encoder.architecture(), layer), states, mask);
        }
        head(states);
    }

    /** RoBERTa's tokenizers give no token types, and its exports of PyTorch and Optimum take none. */
    private boolean readsTypes() {
        return encoder.architecture() == Architecture.BERT;
    }

    private void addConstants() {
        graph.integers("index_0", List.of(), 0);
        graph.integers("vector_1", List.of(1L), 1);
        graph.integers("vector_2", List.of(1L), 2);
        graph.integers("heads_shape", List.of(4L), 0, 0, encoder.headCount(), encoder.headSize());
        graph.integers("states_shape", List.of(3L), 0, 0, encoder.hiddenSize());
        graph.scalar("one", 1);
        graph.scalar("sqrt_head_size", (float) Math.sqrt(encoder.headSize()));
        // What transformers adds to the score of a masked token: the lowest fp32 number.
        graph.scalar("masked", -Float.MAX_VALUE);
        ActivationNodes.addConstants(encoder.activation(), graph);
    }

    /** 0 where a token counts and the lowest number where it is masked, {@code [batch, 1, 1, sequence]}. */
    private String mask(String place) {
        String rows = node("Unsqueeze", place + "/Unsqueeze", "attention_mask", "vector_1");
        String heads = node("Unsqueeze", place + "/Unsqueeze_1", rows, "vector_2");
        String number = graph.node("Cast", place + "/Cast", List.of(heads), attribute("to", 1));
        String inverted = node("Sub", place + "/Sub", "one", number);
        return node("Mul", place + "/Mul", inverted, "masked");
    }

    private String embeddings() {
        ModuleNames.Embeddings names = ModuleNames.embeddings(encoder.architecture());
        String place = "/" + encoder.architecture().modelType() + "/embeddings";
        String words = gather(names.words(), "input_ids");
        Optional<String> types = names.types().map(table -> gather(table, readsTypes() ? "token_type_ids" : "index_0"));
        String positions = gather(names.positions(), new PositionNodes(encoder, graph, place).ids());
        String sum = types.isPresent() ? node("Add", place + "/Add", words, types.get()) : words;
        String states = node("Add", place + "/Add_1", sum, positions);
        // ONNX Runtime cannot always infer the shape of the sum, as where the positions are [1, length]; stated here,
        // it
        // carries through all layers, and each residual addition is fused with its LayerNorm: INT8 gains up to a third.
        graph.shape(states, encoder.hiddenSize(), "batch", "sequence");
        return layerNorm(names.norm(), states);
    }

    private String gather(String table, String ids) {
        return node("Gather", place(table) + "/Gather", weight(table, "weight"), ids);
    }

    private String layer(ModuleNames.Layer names, String states, String mask) {
        String context = attention(names, states, mask);
        String attended = addAndNorm(names.attentionOutput(), names.attentionNorm(), context, states);
        String wide = linear(names.intermediate(), attended);
        String active =
                ActivationNodes.add(encoder.activation(), place(names.intermediate()) + "/activation", wide, graph);
        return addAndNorm(names.output(), names.outputNorm(), active, attended);
    }

    private String attention(ModuleNames.Layer names, String states, String mask) {
        String place = place(names.query().substring(0, names.query().lastIndexOf('.')));
        String query = heads(names.query(), states, 0, 2, 1, 3);
        String key = heads(names.key(), states, 0, 2, 3, 1);
        String value = heads(names.value(), states, 0, 2, 1, 3);
        String products = node("MatMul", place + "/MatMul", query, key);
        String scores = node("Div", place + "/Div", products, "sqrt_head_size");
        String masked = node("Add", place + "/Add", scores, mask);
        String shares = graph.node("Softmax", place + "/Softmax", List.of(masked), attribute("axis", -1));
        String context = node("MatMul", place + "/MatMul_1", shares, value);
        String tokens = transpose(place + "/Transpose", context, 0, 2, 1, 3);
        return node("Reshape", place + "/Reshape", tokens, "states_shape");
    }

    private String heads(String module, String states, long... axes) {
        String split = node("Reshape", place(module) + "/Reshape", linear(module, states), "heads_shape");
        return transpose(place(module) + "/Transpose", split, axes);
    }

    private String transpose(String name, String input, long... axes) {
        return graph.node("Transpose", name, List.of(input), Protos.attributes("perm", axes));
    }

    private String addAndNorm(String module, String norm, String input, String residual) {
        String sum = node("Add", place(module) + "/residual/Add", linear(module, input), residual);
        return layerNorm(norm, sum);
    }

    private String layerNorm(String module, String input) {
        return graph.node(
                "LayerNormalization",
                place(module) + "/LayerNormalization",
                List.of(input, weight(module, "weight"), weight(module, "bias")),
                attribute("axis", -1),
                attribute("epsilon", (float) encoder.layerNormEpsilon()));
    }

    private String linear(String module, String input) {
        String name = module + ".weight";
        String matrix = graph.weight(StreamedTensor.transposed(name + TensorNames.TRANSPOSED, require(name)));
        String product = node("MatMul", place(module) + "/MatMul", input, matrix);
        return node("Add", place(module) + "/Add", product, weight(module, "bias"));
    }

    private void head(String states) {
        ModuleNames.Head names = ModuleNames.head(encoder.architecture());
        String place = place(names.dense());
        String first = graph.node("Gather", place + "/Gather", List.of(states, "index_0"), attribute("axis", 1));
        String dense = graph.node("Gemm", place + "/Gemm", gemmInputs(names.dense(), first), attribute("transB", 1));
        String operator = encoder.architecture() == Architecture.DISTILBERT ? "Relu" : "Tanh";
        String active = node(operator, place + "/activation/" + operator, dense);
        graph.node(
                "Gemm",
                place(names.classifier()) + "/Gemm",
                gemmInputs(names.classifier(), active),
                "logits",
                attribute("transB", 1));
    }

    private List<String> gemmInputs(String module, String input) {
        return List.of(input, weight(module, "weight"), weight(module, "bias"));
    }

    private String node(String operator, String name, String... inputs) {
        return graph.node(operator, name, List.of(inputs));
    }

    private String weight(String module, String part) {
        String name = module + "." + part;
        return graph.weight(StreamedTensor.of(name, require(name)));
    }

    private WeightTensor require(String name) {
        List<Long> shape = shapes.getOrDefault(name, List.of());
        return weights.require(name, shape.stream().mapToLong(Long::longValue).toArray());
    }

    /** A module's name as PyTorch's exporter writes it: {@code /bert/encoder/layer.0/output/dense}. */
    static String place(String module) {
        return "/" + module.replace('.', '/').replaceAll("/(\\d+)(?=/|$)", ".$1");
    }
}
