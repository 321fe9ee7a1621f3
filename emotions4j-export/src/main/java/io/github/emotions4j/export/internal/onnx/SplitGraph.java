package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a graph again with its large tensors in a file beside it. Stateless. */
public final class SplitGraph {

    private static final int PIECE_BYTES = 1 << 16;

    private SplitGraph() {}

    public static void write(Path graph, Path target) throws IOException {
        OnnxMl.ModelProto model = OnnxReader.read(graph);
        OnnxMl.GraphProto.Builder split = model.getGraph().toBuilder();
        Path data = ExternalData.beside(target);
        Map<Long, ByteString> contents = new LinkedHashMap<>();
        long end = 0;
        for (int index = 0; index < split.getInitializerCount(); index++) {
            OnnxMl.TensorProto tensor = split.getInitializer(index);
            ByteString values = tensor.getRawData();
            if (values.size() >= ExternalData.ALIGNMENT) {
                long begin = ExternalData.beginAt(end);
                contents.put(begin, values);
                split.setInitializer(index, ExternalData.place(tensor, data, begin, values.size()));
                end = begin + values.size();
            }
        }
        AtomicFile.write(data, output -> write(contents, output));
        AtomicFile.write(target, model.toBuilder().setGraph(split).build()::writeTo);
    }

    private static void write(Map<Long, ByteString> contents, OutputStream output) throws IOException {
        long end = 0;
        for (Map.Entry<Long, ByteString> entry : contents.entrySet()) {
            output.write(new byte[Math.toIntExact(entry.getKey() - end)]);
            writeInPieces(entry.getValue().asReadOnlyByteBuffer(), output);
            end = entry.getKey() + entry.getValue().size();
        }
    }

    // ByteString.writeTo would copy a mapped tensor to the heap as a whole.
    private static void writeInPieces(ByteBuffer values, OutputStream output) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        while (values.hasRemaining()) {
            int count = Math.min(values.remaining(), PIECE_BYTES);
            values.get(piece, 0, count);
            output.write(piece, 0, count);
        }
    }
}
