package io.github.emotions4j.export.graph;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the form of an INT8 graph that every ONNX runtime takes: the way back from {@link PackedGraph}.
 *
 * <p>Stateless and thread-safe.
 */
public final class PortableGraph {

    private PortableGraph() {}

    /**
     * Writes the graph that {@link Int8Quantizer} would make of the same weights. Integers and scales stay as they are.
     *
     * @param config the model's configuration, which must describe an encoder
     * @param int8Graph an INT8 graph of this library, in either form
     * @param target the file to write or replace, atomically
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException if the file is no ONNX graph, or a tensor is missing or has another shape; the
     *     message names tensor and file
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static void writeInt8(ModelConfig config, Path int8Graph, Path target) throws IOException {
        Objects.requireNonNull(target, "target");
        Weights weights = GraphWeights.read(int8Graph, config);
        Path folder = Files.createTempDirectory("emotions4j");
        Path fp32 = folder.resolve("fp32.onnx");
        Path int8 = folder.resolve("int8.onnx");
        try {
            OnnxExport.write(config, weights, fp32, ExportOptions.defaults());
            OnnxMl.ModelProto source = OnnxReader.read(int8Graph);
            Int8Quantizer.quantizeLike(fp32, int8, int8Graph);
            OnnxMl.ModelProto portable = withTensorsOf(source, OnnxReader.read(int8));
            AtomicFile.write(target, portable::writeTo);
        } finally {
            Files.deleteIfExists(fp32);
            Files.deleteIfExists(int8);
            Files.delete(folder);
        }
    }

    // Integers times scales, rounded to fp32 and quantised again, could lead to another last bit of a scale.
    private static OnnxMl.ModelProto withTensorsOf(OnnxMl.ModelProto source, OnnxMl.ModelProto rewritten) {
        Map<String, OnnxMl.TensorProto> tensors = new HashMap<>();
        source.getGraph().getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
        OnnxMl.GraphProto.Builder graph = rewritten.getGraph().toBuilder();
        for (int index = 0; index < graph.getInitializerCount(); index++) {
            OnnxMl.TensorProto own = graph.getInitializer(index);
            graph.setInitializer(index, tensors.getOrDefault(own.getName(), own));
        }
        return rewritten.toBuilder()
                .setGraph(graph)
                .addAllMetadataProps(source.getMetadataPropsList().stream()
                        .filter(property -> !PackedGraph.METADATA.contains(property.getKey()))
                        .toList())
                .build();
    }
}
