package io.github.emotions4j.export.graph;

import io.github.emotions4j.export.internal.onnx.GraphBuilder;
import io.github.emotions4j.modelfolder.Activation;
import java.util.List;

/** Adds the nodes of a feed-forward layer's activation, in shapes that ONNX Runtime fuses to one operator. Stateless. */
final class ActivationNodes {

    private ActivationNodes() {}

    /** Adds what all nodes of an activation share; expects a scalar {@code one} to be there. */
    static void addConstants(Activation activation, GraphBuilder graph) {
        if (activation != Activation.RELU) {
            graph.scalar("half", 0.5f);
        }
        if (activation == Activation.GELU) {
            graph.scalar("sqrt_2", (float) Math.sqrt(2));
        }
        if (activation == Activation.GELU_NEW) {
            graph.scalar("three", 3);
            graph.scalar("cubic_share", 0.044715f);
            graph.scalar("sqrt_2_over_pi", (float) Math.sqrt(2 / Math.PI));
        }
    }

    static String add(Activation activation, String place, String input, GraphBuilder graph) {
        return switch (activation) {
            case GELU -> gelu(place, input, graph);
            case GELU_NEW -> geluNew(place, input, graph);
            case RELU -> graph.node("Relu", place + "/Relu", List.of(input));
        };
    }

    /** {@code x * (1 + erf(x / sqrt 2)) / 2}. */
    private static String gelu(String place, String input, GraphBuilder graph) {
        String scaled = graph.node("Div", place + "/Div", List.of(input, "sqrt_2"));
        String error = graph.node("Erf", place + "/Erf", List.of(scaled));
        String shifted = graph.node("Add", place + "/Add", List.of(error, "one"));
        String product = graph.node("Mul", place + "/Mul", List.of(input, shifted));
        return graph.node("Mul", place + "/Mul_1", List.of(product, "half"));
    }

    /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))}. */
    private static String geluNew(String place, String input, GraphBuilder graph) {
        String cube = graph.node("Pow", place + "/Pow", List.of(input, "three"));
        String share = graph.node("Mul", place + "/Mul", List.of(cube, "cubic_share"));
        String sum = graph.node("Add", place + "/Add", List.of(input, share));
        String scaled = graph.node("Mul", place + "/Mul_1", List.of(sum, "sqrt_2_over_pi"));
        String tangent = graph.node("Tanh", place + "/Tanh", List.of(scaled));
        String shifted = graph.node("Add", place + "/Add_1", List.of(tangent, "one"));
        String halved = graph.node("Mul", place + "/Mul_2", List.of(input, "half"));
        return graph.node("Mul", place + "/Mul_3", List.of(halved, shifted));
    }
}
