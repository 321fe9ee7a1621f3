package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The attributes of a node by name. */
public record Attributes(Map<String, OnnxMl.AttributeProto> byName) {

    public static Attributes of(OnnxMl.NodeProto node) {
        return new Attributes(node.getAttributeList().stream()
                .collect(Collectors.toMap(OnnxMl.AttributeProto::getName, value -> value, (first, second) -> second)));
    }

    public long integer(String name, long absent) {
        return byName.containsKey(name) ? byName.get(name).getI() : absent;
    }

    public float number(String name, float absent) {
        return byName.containsKey(name) ? byName.get(name).getF() : absent;
    }

    public Optional<OnnxMl.TensorProto> tensor(String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(OnnxMl.AttributeProto::hasT)
                .map(OnnxMl.AttributeProto::getT);
    }
}
