package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;

/**
 * Scores many examples with a trained classifier in libtorch, in the number format of its training, so that a model
 * that is used once needs no ONNX graph. Stateless; not to be called during a training run, which shares libtorch's
 * threads.
 */
public final class ExampleScores {

    private static final int BATCH_SIZE = 64;

    private ExampleScores() {}

    /**
     * Scores examples, batched with others of similar length.
     *
     * @param config the encoder's shape
     * @param labelCount how many labels the classifier has
     * @param weights all tensors of the classifier, by transformers' names
     * @param examples the examples; their labels are ignored
     * @param precision number format of the large products
     * @return a probability in [0, 1] per example and label, shape {@code [examples][labels]}
     * @throws io.github.emotions4j.core.ModelFormatException if a tensor is missing or misshaped
     */
    public static float[][] of(
            EncoderConfig config,
            int labelCount,
            Weights weights,
            List<EncodedExample> examples,
            TrainingPrecision precision) {
        List<Parameter> parameters =
                ClassifierParameters.parameters(tensors(config, labelCount, weights), precision.resolve(), name -> 1);
        try {
            TorchForward forward = TorchForward.forInference(config, parameters);
            float[][] scores = new float[examples.size()][labelCount];
            for (LengthSortedExamples batch : LengthSortedExamples.of(examples).batches(BATCH_SIZE)) {
                for (LengthSortedExamples part : batch.memoryParts()) {
                    score(part, forward, config, scores);
                }
            }
            return scores;
        } finally {
            parameters.forEach(Parameter::close);
        }
    }

    private static void score(
            LengthSortedExamples examples, TorchForward forward, EncoderConfig config, float[][] scores) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            Batch batch = Batch.of(examples.examples(), scores[0].length, config);
            FloatBuffer values =
                    Parameter.floats(torch.sigmoid(forward.logits(batch)).contiguous());
            examples.indices().forEach(index -> values.get(scores[index]));
        }
    }

    private static Map<String, WeightTensor> tensors(EncoderConfig config, int labelCount, Weights weights) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        ClassifierTensors.of(config, labelCount).forEach((name, shape) -> {
            long[] expected = shape.stream().mapToLong(Long::longValue).toArray();
            tensors.put(name, weights.require(name, expected));
        });
        return tensors;
    }
}
