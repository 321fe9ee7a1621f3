package io.github.emotions4j.export.graph;

import static io.github.emotions4j.export.graph.ClassifierGraph.place;
import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import java.util.Arrays;
import java.util.List;

/**
 * Self-attention over a packed batch: the states of all tokens of all texts are one row, {@code [1, tokens, hidden]}.
 *
 * <p>Query, key and value are one product, {@code [1, tokens, 3 * hidden]}. Seen as rows of one head each, it is
 * gathered into texts of equal width: {@code [texts * heads, width, head size]}, padded. So the operator sees every
 * head as a text of its own with a single head, and does not have to transpose anything. Its output is gathered back
 * into one row of tokens.
 *
 * <p>The inputs of the graph that say where tokens lie:
 *
 * <ul>
 * <li>{@code padded_index}, int64 {@code [texts, width]}: the token at each place of the padded texts; at padding any
 * token
 * <li>{@code attention_mask}, int32 {@code [texts, width]}: 1 at tokens, 0 at padding
 * <li>{@code packed_index}, int64 {@code [tokens]}: the place of each token in the padded texts, row by row
 * <li>{@code without_mask}, bool scalar: whether attention ignores the mask, for a single text without padding. ONNX
 * Runtime then takes flash attention, which is faster for long texts and has other bits.
 * </ul>
 *
 * <p>Not thread-safe.
 */
final class PackedAttention {

    private static final String PLACE = "/attention/";

    private final EncoderConfig encoder;
    private final PackedWeights weights;
    private final GraphBuilder graph;
    private final int heads;

    private PackedAttention(EncoderConfig encoder, PackedWeights weights, GraphBuilder graph) {
        this.encoder = encoder;
        this.weights = weights;
        this.graph = graph;
        this.heads = encoder.headCount();
    }

    /** Adds the inputs, and the indices that all layers share. */
    static PackedAttention of(EncoderConfig encoder, PackedWeights weights, GraphBuilder graph) {
        PackedAttention attention = new PackedAttention(encoder, weights, graph);
        attention.addInputs();
        attention.addConstants();
        attention.addIndices();
        return attention;
    }

    private void addInputs() {
        graph.input("padded_index", DataType.INT64, "texts", "width");
        graph.input("attention_mask", DataType.INT32, "texts", "width");
        graph.input("packed_index", DataType.INT64, "tokens");
        graph.input("without_mask", DataType.BOOL);
    }

    private void addConstants() {
        long hidden = encoder.hiddenSize();
        graph.integers("vector_1", List.of(1L), 1);
        graph.integers("vector_2", List.of(1L), 2);
        graph.integers("vector_minus_1", List.of(1L), -1);
        graph.integers("head_rows", List.of(2L), -1, hidden / heads);
        graph.integers("first_tokens_heads", List.of(3L), -1, 1, hidden / heads);
        graph.integers("one_row", List.of(3L), 1, -1, hidden);
    }

    private void addIndices() {
        String shape = node("Shape", "Shape", "padded_index");
        node("Slice", "width", shape, "vector_1", "vector_2");
        node(
                "Squeeze",
                "first_tokens",
                node("Slice", "first/Slice", "padded_index", "vector_0", "vector_1", "vector_1"),
                "vector_1");
        graph.node("Concat", PLACE + "head_width", List.of("vector_minus_1", name("width")), attribute("axis", 0));
        node("Unsqueeze", "places", "padded_index", "vector_1");
        addMask();
        for (int part = 0; part < 3; part++) {
            addHeadIndex(part, 3);
        }
        addHeadIndex(0, 2);
        addHeadIndex(1, 2);
        addPackedIndex();
    }

    /** The mask of every head: {@code [texts * heads, width]}. */
    private void addMask() {
        graph.integers("mask_repeats", List.of(3L), 1, heads, 1);
        String perText = node("Unsqueeze", "mask/Unsqueeze", "attention_mask", "vector_1");
        String perHead = node("Tile", "mask/Tile", perText, "mask_repeats");
        node("Reshape", "mask", perHead, name("head_width"));
    }

    /** Rows of one part of a product of several matrices: {@code [texts * heads, width]}. */
    private void addHeadIndex(int part, int parts) {
        String index = index(part, parts);
        graph.integers(index + "_rows", List.of(), (long) parts * heads);
        graph.integers(index + "_offsets", List.of(1L, (long) heads, 1L), offsets((long) part * heads, 1));
        String begins = node("Mul", index + "/Mul", name("places"), index + "_rows");
        String rows = node("Add", index + "/Add", begins, index + "_offsets");
        node("Reshape", index, rows, name("head_width"));
    }

    /** Where the heads of each token lie in the padded output: {@code [tokens, heads]}. */
    private void addPackedIndex() {
        graph.integers("other_heads", List.of(), heads - 1L);
        graph.integers("head_numbers", List.of(1L, (long) heads), offsets(0, 1));
        String text = node("Div", "packed/Div", "packed_index", name("width"));
        String begin = node("Mul", "packed/begin", node("Mul", "packed/others", text, "other_heads"), name("width"));
        String first =
                node("Unsqueeze", "packed/Unsqueeze", node("Add", "packed/Add", "packed_index", begin), "vector_1");
        String heads = node("Mul", "packed/heads", "head_numbers", name("width"));
        node("Add", "packed", first, heads);
    }

    private long[] offsets(long begin, long step) {
        long[] offsets = new long[heads];
        Arrays.setAll(offsets, head -> begin + head * step);
        return offsets;
    }

    /** The states of the first token of each text, {@code [1, texts, hidden]}. */
    String firstTokens(String states, String place) {
        return graph.node(
                "Gather", place + "/first/Gather", List.of(states, name("first_tokens")), attribute("axis", 1));
    }

    /** Attention with the queries of all tokens, and the linear layer behind it: {@code [1, tokens, hidden]}. */
    String ofAllTokens(ModuleNames.Layer names, String states) {
        String place = placeOf(names);
        String product = weights.linear(states, List.of(names.query(), names.key(), names.value()));
        String rows = graph.node("Reshape", place + "/heads/Reshape", List.of(product, "head_rows"));
        String context =
                attention(place, gathered(place, rows, 0, 3), gathered(place, rows, 1, 3), gathered(place, rows, 2, 3));
        return weights.linear(context, padded -> packed(place, padded), names.attentionOutput());
    }

    /** Attention with the queries of first tokens, and the linear layer behind it: {@code [1, texts, hidden]}. */
    String ofFirstTokens(ModuleNames.Layer names, String states, String firstStates) {
        String place = placeOf(names);
        String product = weights.linear(states, List.of(names.key(), names.value()));
        String rows = graph.node("Reshape", place + "/heads/Reshape", List.of(product, "head_rows"));
        String query = graph.node(
                "Reshape",
                place + "/query/Reshape",
                List.of(weights.linear(firstStates, List.of(names.query())), "first_tokens_heads"));
        String context = attention(place, query, gathered(place, rows, 0, 2), gathered(place, rows, 1, 2));
        String row = graph.node("Reshape", place + "/packed/Reshape", List.of(context, "one_row"));
        return weights.linear(row, List.of(names.attentionOutput()));
    }

    private String gathered(String place, String rows, int part, int parts) {
        return graph.node("Gather", place + "/" + part + "/Gather", List.of(rows, name(index(part, parts))));
    }

    private String attention(String place, String query, String key, String value) {
        String name = place + "/MultiHeadAttention";
        return graph.choice(
                name,
                "without_mask",
                branch(name + "/without_mask", List.of(query, key, value)),
                branch(name + "/masked", List.of(query, key, value, "", name("mask"))));
    }

    private OnnxMl.NodeProto branch(String name, List<String> inputs) {
        return graph.fusedBranch("MultiHeadAttention", name, inputs, attribute("num_heads", 1));
    }

    /** Padded heads as one row of tokens. */
    private String packed(String place, String padded) {
        String rows = graph.node("Reshape", place + "/packed/rows", List.of(padded, "head_rows"));
        String heads = graph.node("Gather", place + "/packed/Gather", List.of(rows, name("packed")));
        return graph.node("Reshape", place + "/packed/Reshape", List.of(heads, "one_row"));
    }

    private static String placeOf(ModuleNames.Layer names) {
        return place(names.query().substring(0, names.query().lastIndexOf('.')));
    }

    private static String index(int part, int parts) {
        return "index_" + part + "_of_" + parts;
    }

    private static String name(String node) {
        return PLACE + node + "_output";
    }

    private String node(String operator, String name, String... inputs) {
        return graph.node(operator, PLACE + name, List.of(inputs));
    }
}
