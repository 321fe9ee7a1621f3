package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import java.util.Optional;

/** The metadata of an ONNX model: text values by key. Stateless. */
public final class Metadata {

    private Metadata() {}

    /** The value of a key; empty if the model does not have it. */
    public static Optional<String> value(OnnxMl.ModelProto model, String key) {
        return model.getMetadataPropsList().stream()
                .filter(property -> property.getKey().equals(key))
                .findFirst()
                .map(OnnxMl.StringStringEntryProto::getValue);
    }

    /** The model with a value, in place of the one that the key had. */
    public static OnnxMl.ModelProto with(OnnxMl.ModelProto model, String key, String value) {
        OnnxMl.ModelProto.Builder changed = model.toBuilder().clearMetadataProps();
        model.getMetadataPropsList().stream()
                .filter(property -> !property.getKey().equals(key))
                .forEach(changed::addMetadataProps);
        return changed.addMetadataProps(
                        OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value))
                .build();
    }
}
