package io.github.emotions4j.export.graph;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.export.internal.quantization.ActivationSmoothing;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights of a classifier back out of a graph that {@link OnnxExport} wrote, or its INT8 form.
 *
 * <p>From an fp32 graph they are the very weights that were exported. From an INT8 graph they are the integers times
 * their scales: quantising them again gives the same integers.
 *
 * <p>Stateless and thread-safe.
 */
public final class GraphWeights {

    private GraphWeights() {}

    /**
     * Reads all tensors.
     *
     * @param graph the ONNX file
     * @param config the model's configuration, which must describe an encoder
     * @return fp32 tensors by the names and in the order of {@link ClassifierTensors}
     * @throws IllegalArgumentException if the configuration is of another architecture
     * @throws ModelFormatException if the file is no ONNX graph, or a tensor is missing or has another shape; the message
     *     names tensor and file
     * @throws IOException if reading fails
     */
    public static Weights read(Path graph, ModelConfig config) throws IOException {
        EncoderConfig encoder = config.encoder()
                .orElseThrow(() -> new IllegalArgumentException("model_type is '" + config.modelType()
                        + "', expected one of " + Architecture.supported() + " to read " + graph));
        Initializers initializers = new Initializers(OnnxReader.read(graph).getGraph(), graph.toString());
        Map<String, List<Long>> shapes =
                ClassifierTensors.of(encoder, config.labels().size());
        Map<String, WeightTensor> found = new LinkedHashMap<>();
        ActivationSmoothing smoothing = ActivationSmoothing.in(initializers);
        shapes.keySet().forEach(name -> find(initializers, smoothing, name, found));
        Weights weights = new Weights(found, graph.toString());
        shapes.forEach((name, shape) ->
                weights.require(name, shape.stream().mapToLong(Long::longValue).toArray()));
        return weights;
    }

    private static void find(
            Initializers initializers, ActivationSmoothing smoothing, String name, Map<String, WeightTensor> found) {
        String transposed = name + TensorNames.TRANSPOSED;
        if (initializers.contains(name)) {
            found.put(name, initializers.floats(name));
        } else if (initializers.contains(transposed)) {
            found.put(name, initializers.floats(transposed).transposed());
        } else if (initializers.contains(name + TensorNames.QUANTIZED)) {
            found.put(name, dequantized(initializers, name));
        } else if (initializers.contains(transposed + TensorNames.QUANTIZED)) {
            WeightTensor weights = dequantized(initializers, transposed);
            found.put(name, smoothing.restored(transposed, weights).transposed());
        }
    }

    private static WeightTensor dequantized(Initializers initializers, String name) {
        ByteBuffer integers = initializers.bytes(name + TensorNames.QUANTIZED);
        long[] shape = initializers.shape(name + TensorNames.QUANTIZED);
        WeightTensor scale = initializers.floats(name + TensorNames.SCALE);
        boolean perColumn = scale.shape().length == 1;
        requireScales(scale, shape, perColumn, name, initializers.source());
        float[] scales = scale.toArray();
        float[] values = new float[integers.remaining()];
        int columns = (int) shape[1];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers.get(i) * scales[perColumn ? i % columns : i / columns];
        }
        return WeightTensor.of(values, shape);
    }

    private static void requireScales(WeightTensor scale, long[] shape, boolean perColumn, String name, String source) {
        boolean fits = shape.length == 2 && scale.size() == shape[perColumn ? 1 : 0];
        if (!fits) {
            throw new ModelFormatException("scales of '" + name + "' are " + scale + ", expected one per "
                    + (perColumn ? "column" : "row") + " of " + Arrays.toString(shape) + " in " + source);
        }
    }
}
