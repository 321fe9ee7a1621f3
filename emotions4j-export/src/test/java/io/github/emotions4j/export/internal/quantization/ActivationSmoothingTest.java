package io.github.emotions4j.export.internal.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.export.graph.GraphWeights;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.graph.PortableGraph;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny BERT one of whose feed-forward activations is made thousands of times as large, and its weights as small. */
class ActivationSmoothingTest {

    private static final String LAYER = "bert.encoder.layer.0.";
    private static final String FIRST = LAYER + "intermediate.dense";
    private static final String SECOND = LAYER + "output.dense.weight";
    private static final int OUTLIER = 3;
    private static final float SIZE = 4_000;

    @TempDir
    Path folder;

    private TinyBert model;
    private Weights weights;

    @BeforeEach
    void plantAnOutlier() throws IOException {
        model = TinyBert.in(folder);
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        tensors.computeIfPresent(FIRST + ".weight", (name, first) -> scaled(first, first.shape()[1], OUTLIER, 1, SIZE));
        tensors.computeIfPresent(FIRST + ".bias", (name, bias) -> scaled(bias, 1, OUTLIER, 1, SIZE));
        tensors.computeIfPresent(
                SECOND, (name, second) -> scaled(second, 1, OUTLIER, (int) second.shape()[1], 1 / SIZE));
        weights = new Weights(tensors, "weights with an outlier");
    }

    /**
     * Scales one row ({@code width} values at a time, every one), or one column (one value of every {@code stride}).
     */
    private static WeightTensor scaled(WeightTensor tensor, long width, int place, int stride, float factor) {
        float[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            boolean chosen = stride > 1 ? i % stride == place : i / width == place;
            values[i] *= chosen ? factor : 1;
        }
        return WeightTensor.of(values, tensor.shape());
    }

    @Test
    void smoothedInt8IsSeveralTimesCloserToFp32() throws IOException {
        Path fp32 = model.exported(weights);
        Path plain = quantizedWithout(fp32);
        Path smoothed = quantized(fp32);

        assertThat(tensors(plain)).noneMatch(name -> name.endsWith("_smoothing"));
        assertThat(tensors(smoothed)).contains(SECOND + ".transposed_smoothing");
        assertThat(error(fp32, smoothed)).isLessThan(error(fp32, plain) / 2);
    }

    @Test
    void layersWithoutOutliersStayAsTheyAre() throws IOException {
        assertThat(tensors(model.quantized())).noneMatch(name -> name.endsWith("_smoothing"));
    }

    @Test
    void theFastFormGivesTheSameLogits() throws IOException {
        Path portable = quantized(model.exported(weights));
        Path fast = folder.resolve("fast.onnx");
        PackedGraph.writeInt8(model.config(), portable, fast);

        // The last layer's activations have scales of their own; without the factors logits would be beyond all bounds.
        assertThat(error(portable, fast)).isLessThan(0.1);
    }

    @Test
    void theWayBackGivesTheSameGraph() throws IOException {
        Path portable = quantized(model.exported(weights));
        Path fast = folder.resolve("fast.onnx");
        Path back = folder.resolve("back.onnx");
        PackedGraph.writeInt8(model.config(), portable, fast);
        PortableGraph.writeInt8(model.config(), fast, back);

        assertThat(graph(back)).isEqualTo(graph(portable));
    }

    @Test
    void weightsReadBackAreThoseOfAPlainInt8Graph() throws IOException {
        Path portable = quantized(model.exported(weights));

        WeightTensor restored = GraphWeights.read(portable, model.config()).require(SECOND, shape(SECOND));

        float[] expected = weights.require(SECOND, shape(SECOND)).toArray();
        float[] found = restored.toArray();
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - expected[i]));
        }
        assertThat(worst).isLessThan(largest(expected) / 64);
    }

    private long[] shape(String name) throws IOException {
        return model.weights().tensors().entrySet().stream()
                .filter(tensor -> tensor.getKey().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .shape();
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private Path quantized(Path fp32) throws IOException {
        Path target = Files.createTempFile(folder, "quantized", ".onnx");
        Int8Quantizer.quantize(fp32, target);
        return target;
    }

    /** Quantised with the factors that an fp32 graph carries, which are none. */
    private Path quantizedWithout(Path fp32) throws IOException {
        Path target = Files.createTempFile(folder, "plain", ".onnx");
        Int8Quantizer.quantizeLike(fp32, target, fp32);
        return target;
    }

    private static OnnxMl.GraphProto graph(Path file) throws IOException {
        return OnnxReader.read(file).getGraph();
    }

    private static List<String> tensors(Path file) throws IOException {
        return graph(file).getInitializerList().stream()
                .map(OnnxMl.TensorProto::getName)
                .toList();
    }

    /** The largest difference of a logit over the golden texts. */
    private static double error(Path expected, Path found) {
        try (OnnxGraph first = OnnxGraph.load(expected);
                OnnxGraph second = OnnxGraph.load(found)) {
            return TinyBert.golden().stream()
                    .map(TinyBert::ids)
                    .mapToDouble(ids -> difference(first.logits(ids), second.logits(ids)))
                    .max()
                    .orElseThrow();
        }
    }

    private static double difference(float[] first, float[] second) {
        assertThat(first).hasSameSizeAs(second);
        double largest = 0;
        for (int i = 0; i < first.length; i++) {
            largest = Math.max(largest, Math.abs(first[i] - second[i]));
        }
        return largest;
    }
}
