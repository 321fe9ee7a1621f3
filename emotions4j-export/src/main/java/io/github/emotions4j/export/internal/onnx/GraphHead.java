package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an ONNX file says of itself before its graph begins, read without the rest.
 *
 * @param producer what wrote the graph; {@code emotions4j} for a graph of this library
 * @param domain the family of the graph; {@link #PACKED} for its packed form
 */
public record GraphHead(String producer, String domain) {

    public static final String OURS = "emotions4j";

    /** The domain of graphs that only ONNX Runtime can run, on packed batches. */
    public static final String PACKED = "emotions4j.packed";

    /** The domain of graphs of earlier versions that only ONNX Runtime can run, on texts that are not padded. */
    public static final String FAST = "emotions4j.fast";

    /** The head of a file; empty texts where it has none or is no ONNX file. */
    public static GraphHead read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return read(CodedInputStream.newInstance(content));
        } catch (InvalidProtocolBufferException noGraph) {
            return new GraphHead("", "");
        }
    }

    private static GraphHead read(CodedInputStream input) throws IOException {
        String producer = "";
        String domain = "";
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == OnnxMl.ModelProto.GRAPH_FIELD_NUMBER) {
                break;
            }
            switch (field) {
                case OnnxMl.ModelProto.PRODUCER_NAME_FIELD_NUMBER -> producer = input.readString();
                case OnnxMl.ModelProto.DOMAIN_FIELD_NUMBER -> domain = input.readString();
                default -> input.skipField(tag);
            }
        }
        return new GraphHead(producer, domain);
    }

    public boolean isOurs() {
        return producer.equals(OURS);
    }

    public boolean isPacked() {
        return isOurs() && domain.equals(PACKED);
    }

    /** Whether every runtime of ONNX can run the graph. */
    public boolean isPortable() {
        return !isOurs() || domain.isEmpty();
    }
}
