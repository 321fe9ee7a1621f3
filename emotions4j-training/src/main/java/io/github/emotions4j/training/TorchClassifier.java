package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;

/**
 * A trained classifier in libtorch, in fp32: the reference for checking an exported graph.
 *
 * <p>Owns native memory. Not thread-safe.
 */
public final class TorchClassifier implements AutoCloseable {

    private final int labelCount;
    private final EncoderConfig config;
    private final List<Parameter> parameters;
    private final TorchForward forward;
    private boolean closed;

    private TorchClassifier(EncoderConfig config, int labelCount, List<Parameter> parameters) {
        this.labelCount = labelCount;
        this.config = config;
        this.parameters = parameters;
        this.forward = TorchForward.forInference(config, parameters);
    }

    /**
     * Loads weights.
     *
     * @param config the encoder's shape
     * @param labelCount how many labels the classifier has
     * @param weights all tensors of the classifier, by transformers' names
     * @return the classifier, to be closed
     * @throws io.github.emotions4j.core.ModelFormatException if a tensor is missing or misshaped
     */
    public static TorchClassifier of(EncoderConfig config, int labelCount, Weights weights) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>(ClassifierTensors.of(config, labelCount));
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> tensors.put(
                name,
                weights.require(name, shape.stream().mapToLong(Long::longValue).toArray())));
        return new TorchClassifier(
                config, labelCount, ClassifierParameters.parameters(tensors, TrainingPrecision.FP32, name -> 1));
    }

    /**
     * The logits of one text.
     *
     * @param tokenIds its token ids, special tokens included, shape {@code [length]}
     * @return one logit per label, shape {@code [labels]}
     * @throws IllegalStateException if the classifier is closed
     */
    public float[] logits(int[] tokenIds) {
        if (closed) {
            throw new IllegalStateException("the classifier is closed");
        }
        EncodedExample example = EncodedExample.of(tokenIds, List.of());
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            Batch batch = Batch.of(List.of(example), labelCount, config);
            float[] logits = new float[labelCount];
            Parameter.floats(forward.logits(batch).contiguous()).get(logits);
            return logits;
        }
    }

    /** Frees the weights; closing twice does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            parameters.forEach(Parameter::close);
        }
    }

    /**
     * The instruction set that libtorch's own kernels use on this machine.
     *
     * @return as in {@code AVX2} or {@code AVX512}
     */
    public static String instructionSet() {
        return torch.get_cpu_capability().getString();
    }
}
