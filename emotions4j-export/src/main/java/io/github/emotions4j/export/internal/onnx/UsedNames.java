package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds which tensors a graph still reads. */
public final class UsedNames {

    private UsedNames() {}

    /** The names that the nodes read, the graphs inside them included, and those that the graph gives out. */
    public static Set<String> of(List<OnnxMl.NodeProto> nodes, OnnxMl.GraphProto graph) {
        Set<String> used = new HashSet<>();
        graph.getOutputList().forEach(output -> used.add(output.getName()));
        nodes.forEach(node -> add(node, used));
        return used;
    }

    private static void add(OnnxMl.NodeProto node, Set<String> used) {
        used.addAll(node.getInputList());
        for (OnnxMl.AttributeProto attribute : node.getAttributeList()) {
            addGraph(attribute.getG(), used);
            attribute.getGraphsList().forEach(graph -> addGraph(graph, used));
        }
    }

    private static void addGraph(OnnxMl.GraphProto graph, Set<String> used) {
        graph.getOutputList().forEach(output -> used.add(output.getName()));
        graph.getNodeList().forEach(node -> add(node, used));
    }
}
