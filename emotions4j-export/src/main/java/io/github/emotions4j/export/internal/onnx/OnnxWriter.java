package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedOutputStream;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model whose large tensors are streamed. Protobuf lets a message be written in pieces: the graph field is its
 * length, the small graph, then one initialiser field after another; so only the lengths must be known first.
 */
public final class OnnxWriter {

    /** A protobuf message may not be longer. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    private static final int CHUNK_BYTES = 1 << 16;

    private OnnxWriter() {}

    /** Writes the model with the tensors added to its initialisers, atomically. */
    public static void write(OnnxMl.ModelProto model, List<StreamedTensor> tensors, Path target) throws IOException {
        OnnxMl.ModelProto head = model.toBuilder().clearGraph().build();
        OnnxMl.GraphProto graph = model.getGraph();
        long graphBytes = graph.getSerializedSize();
        for (StreamedTensor tensor : tensors) {
            long bytes = tensorBytes(tensor);
            graphBytes += fieldHeadBytes(OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER, bytes) + bytes;
        }
        requireBelowLimit(head.getSerializedSize() + graphBytes, target);
        long graphLength = graphBytes;
        AtomicFile.write(target, output -> {
            CodedOutputStream coded = CodedOutputStream.newInstance(output, CHUNK_BYTES);
            head.writeTo(coded);
            writeFieldHead(coded, OnnxMl.ModelProto.GRAPH_FIELD_NUMBER, graphLength);
            graph.writeTo(coded);
            for (StreamedTensor tensor : tensors) {
                writeTensor(coded, tensor);
            }
            coded.flush();
        });
    }

    /** Writes the model with its large tensors in a file beside it. Each of the two is written atomically, data first. */
    public static void writeInTwo(OnnxMl.ModelProto model, List<StreamedTensor> tensors, Path target)
            throws IOException {
        Path data = ExternalData.beside(target);
        Map<StreamedTensor, Long> offsets = offsets(tensors);
        AtomicFile.write(data, output -> writeData(output, offsets));
        OnnxMl.GraphProto.Builder graph = model.getGraph().toBuilder();
        offsets.forEach((tensor, offset) ->
                graph.addInitializer(ExternalData.place(tensor.header(), data, offset, tensor.byteCount())));
        List<StreamedTensor> small =
                tensors.stream().filter(tensor -> !offsets.containsKey(tensor)).toList();
        write(model.toBuilder().setGraph(graph).build(), small, target);
    }

    private static Map<StreamedTensor, Long> offsets(List<StreamedTensor> tensors) {
        Map<StreamedTensor, Long> offsets = new LinkedHashMap<>();
        long end = 0;
        for (StreamedTensor tensor : tensors) {
            if (tensor.byteCount() >= ExternalData.ALIGNMENT) {
                long begin = ExternalData.beginAt(end);
                offsets.put(tensor, begin);
                end = begin + tensor.byteCount();
            }
        }
        return offsets;
    }

    private static void writeData(OutputStream output, Map<StreamedTensor, Long> offsets) throws IOException {
        CodedOutputStream coded = CodedOutputStream.newInstance(output, CHUNK_BYTES);
        long end = 0;
        for (Map.Entry<StreamedTensor, Long> entry : offsets.entrySet()) {
            StreamedTensor tensor = entry.getKey();
            coded.writeRawBytes(new byte[Math.toIntExact(entry.getValue() - end)]);
            writeValues(coded, tensor.values().get().values());
            end = entry.getValue() + tensor.byteCount();
        }
        coded.flush();
    }

    private static void requireBelowLimit(long bytes, Path target) {
        if (bytes > MAX_BYTES) {
            throw new ModelFormatException("the graph needs " + bytes + " bytes, expected at most " + MAX_BYTES
                    + " (the limit of a protobuf file) for " + target);
        }
    }

    private static long tensorBytes(StreamedTensor tensor) {
        return tensor.header().getSerializedSize()
                + fieldHeadBytes(OnnxMl.TensorProto.RAW_DATA_FIELD_NUMBER, tensor.byteCount())
                + tensor.byteCount();
    }

    private static long fieldHeadBytes(int field, long length) {
        return (long) CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length);
    }

    private static void writeFieldHead(CodedOutputStream output, int field, long length) throws IOException {
        int lengthDelimited = 2;
        output.writeTag(field, lengthDelimited);
        output.writeUInt64NoTag(length);
    }

    private static void writeTensor(CodedOutputStream output, StreamedTensor tensor) throws IOException {
        writeFieldHead(output, OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER, tensorBytes(tensor));
        tensor.header().writeTo(output);
        writeFieldHead(output, OnnxMl.TensorProto.RAW_DATA_FIELD_NUMBER, tensor.byteCount());
        writeValues(output, tensor.values().get().values());
    }

    private static void writeValues(CodedOutputStream output, FloatBuffer values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            int count = Math.min(values.remaining(), CHUNK_BYTES / Float.BYTES);
            chunk.asFloatBuffer().put(values.slice(values.position(), count));
            values.position(values.position() + count);
            output.writeRawBytes(chunk.array(), 0, count * Float.BYTES);
        }
    }
}
