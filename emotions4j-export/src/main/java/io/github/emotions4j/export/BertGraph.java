package io.github.emotions4j.export;

import static io.github.emotions4j.export.Protos.attribute;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.weights.ClassifierTensors;
import io.github.emotions4j.weights.WeightTensor;
import io.github.emotions4j.weights.Weights;
import java.util.List;
import java.util.Map;

/**
 * Adds the nodes of {@code BertForSequenceClassification} to a graph: embeddings, layers, pooler, classifier.
 *
 * <p>Nodes are named after transformers' modules, as in {@code /bert/encoder/layer.0/attention/self/query/MatMul}. Tensors
 * keep transformers' names; the matrix of a linear layer inside the encoder is stored transposed, {@code [in, out]}, for
 * MatMul has no transposed form, and carries {@link TensorNames#TRANSPOSED} behind its name. The shapes of reshapes are
 * constants, where PyTorch's export computes them at run time.
 */
final class BertGraph {

    private final ModelConfig config;
    private final EncoderConfig encoder;
    private final Weights weights;
    private final Map<String, List<Long>> shapes;
    private final GraphBuilder graph;

    BertGraph(ModelConfig config, Weights weights, GraphBuilder graph) {
        this.config = config;
        this.encoder = config.encoder()
                .orElseThrow(() -> new IllegalArgumentException("model_type is '" + config.modelType()
                        + "', expected 'bert': the graph of no other architecture can be written"));
        this.weights = weights;
        this.graph = graph;
        this.shapes = ClassifierTensors.of(encoder, config.labels().size());
    }

    void build() {
        for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
            graph.input(input, "batch", "sequence");
        }
        graph.output("logits", config.labels().size(), "batch");
        addConstants();
        String mask = mask();
        String states = embeddings();
        for (int layer = 0; layer < encoder.layerCount(); layer++) {
            states = layer(layer, states, mask);
        }
        head(states);
    }

    private void addConstants() {
        graph.integers("index_0", List.of(), 0);
        graph.integers("vector_0", List.of(1L), 0);
        graph.integers("vector_1", List.of(1L), 1);
        graph.integers("vector_2", List.of(1L), 2);
        graph.integers("heads_shape", List.of(4L), 0, 0, encoder.headCount(), encoder.headSize());
        graph.integers("states_shape", List.of(3L), 0, 0, encoder.hiddenSize());
        graph.scalar("one", 1);
        graph.scalar("half", 0.5f);
        graph.scalar("sqrt_2", (float) Math.sqrt(2));
        graph.scalar("sqrt_head_size", (float) Math.sqrt(encoder.headSize()));
        // What transformers adds to the score of a masked token: the lowest fp32 number.
        graph.scalar("masked", -Float.MAX_VALUE);
    }

    /** 0 where a token counts and the lowest number where it is masked, {@code [batch, 1, 1, sequence]}. */
    private String mask() {
        String rows = node("Unsqueeze", "/bert/mask/Unsqueeze", "attention_mask", "vector_1");
        String heads = node("Unsqueeze", "/bert/mask/Unsqueeze_1", rows, "vector_2");
        String number = graph.node("Cast", "/bert/mask/Cast", List.of(heads), attribute("to", 1));
        String inverted = node("Sub", "/bert/mask/Sub", "one", number);
        return node("Mul", "/bert/mask/Mul", inverted, "masked");
    }

    private String embeddings() {
        String module = "/bert/embeddings";
        String words = gather(module, "word_embeddings", "input_ids");
        String types = gather(module, "token_type_embeddings", "token_type_ids");
        String positions = gather(module, "position_embeddings", positions(module));
        String sum = node("Add", module + "/Add", words, types);
        String states = node("Add", module + "/Add_1", sum, positions);
        // The positions are [1, length], so the shape of the sum cannot be inferred; stated here, it carries through
        // all
        // layers, and ONNX Runtime fuses each residual addition with its LayerNorm: INT8 gains up to a third.
        graph.shape(states, encoder.hiddenSize(), "batch", "sequence");
        return layerNorm(module, states);
    }

    /** The ids 0, 1, 2... of the positions, {@code [1, sequence]}. */
    private String positions(String module) {
        long[] ids = new long[encoder.maxPositions()];
        for (int id = 0; id < ids.length; id++) {
            ids[id] = id;
        }
        graph.integers("bert.embeddings.position_ids", List.of(1L, (long) ids.length), ids);
        String shape = node("Shape", module + "/Shape", "input_ids");
        String length = node("Slice", module + "/length/Slice", shape, "vector_1", "vector_2");
        return node(
                "Slice", module + "/Slice", "bert.embeddings.position_ids", "vector_0", length, "vector_1", "vector_1");
    }

    private String gather(String module, String table, String ids) {
        return node("Gather", module + "/" + table + "/Gather", weight(module + "/" + table, "weight"), ids);
    }

    private String layer(int layer, String states, String mask) {
        String module = "/bert/encoder/layer." + layer;
        String context = attention(module + "/attention/self", states, mask);
        String attended = addAndNorm(module + "/attention/output", context, states);
        String wide = gelu(module + "/intermediate", linear(module + "/intermediate/dense", attended));
        return addAndNorm(module + "/output", wide, attended);
    }

    private String attention(String module, String states, String mask) {
        String query = heads(module + "/query", states, 0, 2, 1, 3);
        String key = heads(module + "/key", states, 0, 2, 3, 1);
        String value = heads(module + "/value", states, 0, 2, 1, 3);
        String products = node("MatMul", module + "/MatMul", query, key);
        String scores = node("Div", module + "/Div", products, "sqrt_head_size");
        String masked = node("Add", module + "/Add", scores, mask);
        String weights = graph.node("Softmax", module + "/Softmax", List.of(masked), attribute("axis", -1));
        String context = node("MatMul", module + "/MatMul_1", weights, value);
        String tokens = transpose(module + "/Transpose", context, 0, 2, 1, 3);
        return node("Reshape", module + "/Reshape", tokens, "states_shape");
    }

    private String heads(String module, String states, long... axes) {
        String split = node("Reshape", module + "/Reshape", linear(module, states), "heads_shape");
        return transpose(module + "/Transpose", split, axes);
    }

    private String transpose(String name, String input, long... axes) {
        return graph.node("Transpose", name, List.of(input), Protos.attributes("perm", axes));
    }

    private String addAndNorm(String module, String input, String residual) {
        String sum = node("Add", module + "/Add", linear(module + "/dense", input), residual);
        return layerNorm(module, sum);
    }

    private String layerNorm(String module, String input) {
        String norm = module + "/LayerNorm";
        return graph.node(
                "LayerNormalization",
                norm + "/LayerNormalization",
                List.of(input, weight(norm, "weight"), weight(norm, "bias")),
                attribute("axis", -1),
                attribute("epsilon", (float) encoder.layerNormEpsilon()));
    }

    /** The exact form, {@code x * (1 + erf(x / sqrt 2)) / 2}, in the shape that ONNX Runtime fuses to one operator. */
    private String gelu(String module, String input) {
        String scaled = node("Div", module + "/Div", input, "sqrt_2");
        String error = node("Erf", module + "/Erf", scaled);
        String shifted = node("Add", module + "/Add", error, "one");
        String product = node("Mul", module + "/Mul", input, shifted);
        return node("Mul", module + "/Mul_1", product, "half");
    }

    private String linear(String module, String input) {
        String name = tensorName(module, "weight");
        String matrix = graph.weight(StreamedTensor.transposed(name + TensorNames.TRANSPOSED, require(name)));
        String product = node("MatMul", module + "/MatMul", input, matrix);
        return node("Add", module + "/Add", product, weight(module, "bias"));
    }

    private void head(String states) {
        String first = graph.node("Gather", "/bert/pooler/Gather", List.of(states, "index_0"), attribute("axis", 1));
        String dense = graph.node(
                "Gemm", "/bert/pooler/dense/Gemm", gemmInputs("/bert/pooler/dense", first), attribute("transB", 1));
        String pooled = node("Tanh", "/bert/pooler/activation/Tanh", dense);
        graph.node("Gemm", "/classifier/Gemm", gemmInputs("/classifier", pooled), "logits", attribute("transB", 1));
    }

    private List<String> gemmInputs(String module, String input) {
        return List.of(input, weight(module, "weight"), weight(module, "bias"));
    }

    private String node(String operator, String name, String... inputs) {
        return graph.node(operator, name, List.of(inputs));
    }

    private String weight(String module, String part) {
        String name = tensorName(module, part);
        return graph.weight(StreamedTensor.of(name, require(name)));
    }

    private WeightTensor require(String name) {
        List<Long> shape = shapes.getOrDefault(name, List.of());
        return weights.require(name, shape.stream().mapToLong(Long::longValue).toArray());
    }

    private static String tensorName(String module, String part) {
        return module.substring(1).replace('/', '.') + "." + part;
    }
}
