package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the values of tensors lie in an ONNX file, so that another graph can refer to them as external data. Only INT8
 * tensors are referred to: values of several bytes may lie at an odd place.
 */
public final class StoredTensors {

    /** Smaller tensors are copied. */
    private static final long MIN_BYTES = 1 << 12;

    private record Place(long offset, long length) {}

    private final Path file;
    private final Map<String, Place> places = new HashMap<>();

    private StoredTensors(Path file) {
        this.file = file;
    }

    /** Looks through all initialisers of a file. */
    public static StoredTensors read(Path file) throws IOException {
        StoredTensors tensors = new StoredTensors(file);
        try (InputStream content = Files.newInputStream(file)) {
            CodedInputStream input = CodedInputStream.newInstance(content);
            input.setSizeLimit(Integer.MAX_VALUE);
            tensors.readModel(input);
        }
        return tensors;
    }

    /** The model with a place in this file instead of the values of each tensor that the file holds under its name. */
    public OnnxMl.ModelProto referredToBy(OnnxMl.ModelProto model) {
        OnnxMl.GraphProto.Builder graph = model.getGraph().toBuilder();
        for (int index = 0; index < graph.getInitializerCount(); index++) {
            OnnxMl.TensorProto tensor = graph.getInitializer(index);
            Place place = places.get(tensor.getName());
            boolean int8 = tensor.getDataType() == OnnxMl.TensorProto.DataType.INT8.getNumber();
            if (place != null && int8 && place.length() >= MIN_BYTES) {
                graph.setInitializer(index, ExternalData.place(tensor, file, place.offset(), place.length()));
            }
        }
        return model.toBuilder().setGraph(graph).build();
    }

    private void readModel(CodedInputStream input) throws IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == OnnxMl.ModelProto.GRAPH_FIELD_NUMBER) {
                int outer = input.pushLimit(input.readRawVarint32());
                readGraph(input);
                input.popLimit(outer);
            } else {
                input.skipField(tag);
            }
        }
    }

    private void readGraph(CodedInputStream input) throws IOException {
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER) {
                int outer = input.pushLimit(input.readRawVarint32());
                readTensor(input);
                input.popLimit(outer);
            } else {
                input.skipField(tag);
            }
        }
    }

    private void readTensor(CodedInputStream input) throws IOException {
        String name = "";
        Place place = new Place(0, 0);
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case OnnxMl.TensorProto.NAME_FIELD_NUMBER -> name = input.readString();
                case OnnxMl.TensorProto.RAW_DATA_FIELD_NUMBER -> {
                    int length = input.readRawVarint32();
                    place = new Place(input.getTotalBytesRead(), length);
                    input.skipRawBytes(length);
                }
                default -> input.skipField(tag);
            }
        }
        places.put(name, place);
    }
}
