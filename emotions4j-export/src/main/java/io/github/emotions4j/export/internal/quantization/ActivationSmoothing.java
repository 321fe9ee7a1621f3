package io.github.emotions4j.export.internal.quantization;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.export.internal.onnx.TensorNames;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which inputs of a layer's second feed-forward product are divided by how much before INT8 takes them, and its weights
 * multiplied by as much: a few of those inputs can be a hundred times the others, and one scale for all leaves the
 * others next to no steps of their own.
 *
 * <p>How large an input gets is estimated from weights alone: behind a LayerNorm a state's elements have mean
 * {@code beta} and deviation {@code gamma}, so the input's pre-activation has mean {@code w * beta + b} and, were the
 * elements independent, deviation {@code |w * gamma|}. A layer is smoothed where the largest estimate is more than
 * {@value #OUTLIER} times the median. Divisors are powers of two, so that nothing is rounded and the product is the same but
 * for quantisation.
 *
 * <p>Source: Xiao et al. 2023, SmoothQuant (<a href="https://arxiv.org/abs/2211.10438">paper</a>), which measures inputs on
 * texts. Immutable and thread-safe.
 */
public final class ActivationSmoothing {

    private static final double OUTLIER = 4;

    /** How many deviations above its mean an input gets in a text. */
    private static final double DEVIATIONS = 6;

    /** An activation is 0 or little below where its pre-activation is negative; other tokens' may still be positive. */
    private static final double LEAST_ESTIMATE = 0.2;

    /** How much small weights count for a larger divisor: in SmoothQuant 1 - alpha. */
    private static final double WEIGHT_POWER = 0.15;

    private static final double LEAST_WEIGHT = 1e-5;

    private final Map<String, float[]> divisors;

    private ActivationSmoothing(Map<String, float[]> divisors) {
        this.divisors = divisors;
    }

    /** Decides for an fp32 graph that names its tensors as {@code OnnxExport} does; nothing for others. */
    public static ActivationSmoothing of(Initializers fp32) {
        Map<String, float[]> divisors = new HashMap<>();
        for (ModuleNames.Layer layer : layers(fp32, "")) {
            divisors(layer, fp32).ifPresent(found -> divisors.put(matrix(layer.output()), found));
        }
        return new ActivationSmoothing(divisors);
    }

    /** What an INT8 graph of {@code QuantizedGraph} has. */
    public static ActivationSmoothing in(Initializers int8) {
        Map<String, float[]> divisors = new HashMap<>();
        for (ModuleNames.Layer layer : layers(int8, TensorNames.QUANTIZED)) {
            String matrix = matrix(layer.output());
            if (int8.contains(matrix + TensorNames.SMOOTHING)) {
                divisors.put(
                        matrix,
                        inverse(int8.floats(matrix + TensorNames.SMOOTHING).toArray()));
            }
        }
        return new ActivationSmoothing(divisors);
    }

    private static List<ModuleNames.Layer> layers(Initializers tensors, String suffix) {
        return Arrays.stream(Architecture.values())
                .flatMap(architecture -> IntStream.iterate(0, layer -> layer + 1)
                        .mapToObj(layer -> ModuleNames.layer(architecture, layer))
                        .takeWhile(layer -> tensors.contains(matrix(layer.output()) + suffix)))
                .toList();
    }

    private static String matrix(String module) {
        return module + ".weight" + TensorNames.TRANSPOSED;
    }

    /** Divisors of a matrix's inputs, shape {@code [in]}, where it is smoothed. */
    private Optional<float[]> divisors(String matrix) {
        return Optional.ofNullable(divisors.get(matrix));
    }

    /** What the inputs of a matrix are multiplied by, shape {@code [in]}, where it is smoothed. */
    public Optional<OnnxMl.TensorProto> factors(String matrix) {
        return divisors(matrix).map(found -> {
            WeightTensor factors = WeightTensor.of(inverse(found), found.length);
            return Protos.tensor(
                    matrix + TensorNames.SMOOTHING,
                    OnnxMl.TensorProto.DataType.FLOAT,
                    List.of((long) found.length),
                    factors.toBytes());
        });
    }

    /** The weights of smoothed inputs, {@code [in, out]}; the given ones where nothing is smoothed. */
    public WeightTensor smoothed(String matrix, WeightTensor weights) {
        return divisors(matrix).map(found -> scaledRows(weights, found)).orElse(weights);
    }

    /** The weights of plain inputs: {@link #smoothed} undone, bit for bit. */
    public WeightTensor restored(String matrix, WeightTensor weights) {
        return divisors(matrix)
                .map(found -> scaledRows(weights, inverse(found)))
                .orElse(weights);
    }

    private static WeightTensor scaledRows(WeightTensor weights, float[] factors) {
        float[] values = weights.toArray();
        int columns = values.length / factors.length;
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i / columns];
        }
        return WeightTensor.of(values, weights.shape());
    }

    private static float[] inverse(float[] factors) {
        float[] inverse = factors.clone();
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = 1 / inverse[i];
        }
        return inverse;
    }

    private static Optional<float[]> divisors(ModuleNames.Layer layer, Initializers tensors) {
        Optional<WeightTensor> first = tensors.matrix(matrix(layer.intermediate()));
        Optional<WeightTensor> second = tensors.matrix(matrix(layer.output()));
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        double[] estimates = estimates(layer, first.get(), tensors);
        double median = median(estimates);
        return Arrays.stream(estimates).max().orElse(0) > OUTLIER * median
                ? Optional.of(divisors(estimates, largestByRow(second.get())))
                : Optional.empty();
    }

    /** How large each input of the second product gets, shape {@code [in]}. */
    private static double[] estimates(ModuleNames.Layer layer, WeightTensor first, Initializers tensors) {
        float[] weights = first.toArray();
        float[] gamma = tensors.floats(layer.attentionNorm() + ".weight").toArray();
        float[] beta = tensors.floats(layer.attentionNorm() + ".bias").toArray();
        float[] bias = tensors.floats(layer.intermediate() + ".bias").toArray();
        double[] estimates = new double[bias.length];
        for (int column = 0; column < bias.length; column++) {
            double mean = bias[column];
            double variance = 0;
            for (int row = 0; row < gamma.length; row++) {
                double weight = weights[row * bias.length + column];
                mean += weight * beta[row];
                variance += weight * weight * gamma[row] * gamma[row];
            }
            estimates[column] = Math.max(LEAST_ESTIMATE, mean + DEVIATIONS * Math.sqrt(variance));
        }
        return estimates;
    }

    private static float[] divisors(double[] estimates, double[] weights) {
        double[] raw = IntStream.range(0, estimates.length)
                .mapToDouble(i -> estimates[i] / Math.pow(Math.max(weights[i], LEAST_WEIGHT), WEIGHT_POWER))
                .toArray();
        double median = median(raw);
        float[] divisors = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            divisors[i] = Math.scalb(1f, (int) Math.rint(Math.log(raw[i] / median) / Math.log(2)));
        }
        return divisors;
    }

    private static double[] largestByRow(WeightTensor matrix) {
        float[] values = matrix.toArray();
        double[] largest = new double[(int) matrix.shape()[0]];
        int columns = values.length / largest.length;
        for (int i = 0; i < values.length; i++) {
            largest[i / columns] = Math.max(largest[i / columns], Math.abs(values[i]));
        }
        return largest;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
