package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A trained tensor with its optimiser state. {@code compute} is what the forward pass uses: the fp32 weights
 * themselves, or their bf16 copy, which the optimiser renews after each step.
 *
 * <p>Owns native memory. Not thread-safe.
 *
 * @param name transformers' name
 * @param weights the fp32 weights
 * @param compute the leaf of the forward pass
 * @param mean AdamW's first moment
 * @param variance AdamW's second moment
 * @param decays whether weight decay applies
 * @param rateFactor its learning rate over the encoder's
 */
record Parameter(
        String name, Tensor weights, Tensor compute, Tensor mean, Tensor variance, boolean decays, double rateFactor)
        implements AutoCloseable {

    static Parameter of(String name, WeightTensor start, ScalarType computeType, double rateFactor) {
        Tensor weights = toTensor(start);
        Tensor compute = computeType == ScalarType.Float ? weights : weights.to(computeType);
        compute.set_requires_grad(true);
        boolean decays = !name.endsWith(".bias") && !ModuleNames.isNorm(name);
        return new Parameter(name, weights, compute, zeros(start), zeros(start), decays, rateFactor);
    }

    static Tensor toTensor(WeightTensor values) {
        Tensor tensor = zeros(values);
        floats(tensor).put(values.values());
        return tensor;
    }

    /** A copy of a tensor's values on the Java heap. */
    static WeightTensor toWeights(Tensor tensor) {
        float[] copy = new float[Math.toIntExact(tensor.numel())];
        floats(tensor).get(copy);
        return WeightTensor.of(copy, tensor.shape());
    }

    /** A view of a contiguous fp32 tensor's memory. */
    static FloatBuffer floats(Tensor tensor) {
        return tensor.<FloatBuffer>createBuffer();
    }

    private static Tensor zeros(WeightTensor like) {
        return org.bytedeco.pytorch.global.torch.zeros(like.shape());
    }

    boolean sharesCompute() {
        return compute.scalar_type() == ScalarType.Float;
    }

    @Override
    public void close() {
        if (!sharesCompute()) {
            compute.close();
        }
        List.of(weights, mean, variance).forEach(Tensor::close);
    }
}
