package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;

/**
 * What a trained classifier says of many examples, in libtorch and in the number format of its training, so that a model
 * that is only asked once needs no graph. Stateless; not while a training run is going on, with which it shares libtorch's
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
     * @param examples the examples, whose labels are not looked at
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
            TorchForward forward = new TorchForward(config, parameters, TorchForward.DropoutRates.NONE, new Dropout(0));
            float[][] scores = new float[examples.size()][labelCount];
            List<Integer> byLength = IntStream.range(0, examples.size())
                    .boxed()
                    .sorted(Comparator.comparingInt(index -> examples.get(index).length()))
                    .toList();
            for (int from = 0; from < byLength.size(); from += BATCH_SIZE) {
                List<Integer> indices = byLength.subList(from, Math.min(byLength.size(), from + BATCH_SIZE));
                score(indices, examples, forward, config, scores);
            }
            return scores;
        } finally {
            parameters.forEach(Parameter::close);
        }
    }

    private static void score(
            List<Integer> indices,
            List<EncodedExample> examples,
            TorchForward forward,
            EncoderConfig config,
            float[][] scores) {
        List<EncodedExample> chosen = indices.stream().map(examples::get).toList();
        Iterator<Integer> next = indices.iterator();
        for (List<EncodedExample> part : BatchPlan.parts(chosen)) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGrad = new NoGradGuard()) {
                Batch batch = Batch.of(part, scores[0].length, config);
                FloatBuffer values =
                        Parameter.floats(torch.sigmoid(forward.logits(batch)).contiguous());
                part.forEach(example -> values.get(scores[next.next()]));
            }
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
