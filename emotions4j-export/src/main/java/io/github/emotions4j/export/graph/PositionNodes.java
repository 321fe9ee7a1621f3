package io.github.emotions4j.export.graph;

import static io.github.emotions4j.export.internal.onnx.Protos.attribute;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.List;

/**
 * Adds the nodes that give each token its row in the position embeddings.
 *
 * <p>Source: transformers' {@code BertEmbeddings} and {@code create_position_ids_from_input_ids} of RoBERTa.
 */
final class PositionNodes {

    private final EncoderConfig encoder;
    private final GraphBuilder graph;
    private final String place;

    PositionNodes(EncoderConfig encoder, GraphBuilder graph, String place) {
        this.encoder = encoder;
        this.graph = graph;
        this.place = place;
    }

    /** The rows: {@code [1, sequence]}, in RoBERTa {@code [batch, sequence]}. */
    String ids() {
        return encoder.architecture() == Architecture.ROBERTA ? idsFromTokens() : counted();
    }

    /** 0, 1, 2... */
    private String counted() {
        long[] ids = new long[encoder.maxPositions()];
        for (int id = 0; id < ids.length; id++) {
            ids[id] = id;
        }
        String table = encoder.architecture().modelType() + ".embeddings.position_ids";
        graph.integers(table, List.of(1L, (long) ids.length), ids);
        graph.integers("vector_0", List.of(1L), 0);
        String shape = node("Shape", "Shape", "input_ids");
        String length = node("Slice", "length/Slice", shape, "vector_1", "vector_2");
        return node("Slice", "Slice", table, "vector_0", length, "vector_1", "vector_1");
    }

    /**
     * The tokens that are no padding are counted, from the row behind the padding id's; padding gets that id's own row,
     * also inside a text. The attention mask plays no part.
     */
    private String idsFromTokens() {
        graph.integers("pad_token_id", List.of(), encoder.padTokenId());
        String padding = node("Equal", "positions/Equal", "input_ids", "pad_token_id");
        String token = node("Not", "positions/Not", padding);
        String counts = graph.node(
                "Cast",
                place + "/positions/Cast",
                List.of(token),
                attribute("to", OnnxMl.TensorProto.DataType.INT64.getNumber()));
        graph.integers("axis_1", List.of(), 1);
        String sums = node("CumSum", "positions/CumSum", counts, "axis_1");
        String positions = node("Mul", "positions/Mul", sums, counts);
        return node("Add", "positions/Add", positions, "pad_token_id");
    }

    private String node(String operator, String name, String... inputs) {
        return graph.node(operator, place + "/" + name, List.of(inputs));
    }
}
