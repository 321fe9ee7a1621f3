package io.github.emotions4j.export.internal.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads ONNX files. The values of tensors stay in the mapped file. */
public final class OnnxReader {

    private OnnxReader() {}

    public static OnnxMl.ModelProto read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException("no graph at " + file + ", expected an ONNX file");
        }
        try {
            OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(aliasing(map(file)));
            requireGraph(model, file);
            return model;
        } catch (InvalidProtocolBufferException broken) {
            throw new ModelFormatException(
                    "no valid ONNX model (truncated or another format) in " + file + ": " + broken.getMessage(),
                    broken);
        }
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new ModelFormatException("file has " + channel.size() + " bytes, expected at most "
                        + Integer.MAX_VALUE + " (the limit of a protobuf file) in " + file);
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    // Only a wrapped byte string may hand out slices of itself in place of copies.
    private static CodedInputStream aliasing(ByteBuffer bytes) {
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
        input.enableAliasing(true);
        return input;
    }

    private static void requireGraph(OnnxMl.ModelProto model, Path file) {
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new ModelFormatException("no graph with nodes inside, expected an ONNX model in " + file);
        }
        for (OnnxMl.TensorProto tensor : model.getGraph().getInitializerList()) {
            if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL) {
                throw new ModelFormatException("initializer '" + tensor.getName()
                        + "' lies in another file, expected all tensors inside the graph in " + file);
            }
        }
    }
}
