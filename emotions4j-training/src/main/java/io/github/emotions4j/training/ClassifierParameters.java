package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Puts a classification head on a pre-trained encoder: the one that it brings for the same labels, else a new one.
 * Where BERT's pooler is there, it stays: it was pre-trained with the encoder.
 */
final class ClassifierParameters {

    private static final Pattern LAYER = Pattern.compile("\\.layer\\.(\\d+)\\.");

    private final PretrainedEncoder encoder;
    private final TrainingData data;
    private final TrainingOptions options;

    private ClassifierParameters(PretrainedEncoder encoder, TrainingData data, TrainingOptions options) {
        this.encoder = encoder;
        this.data = data;
        this.options = options;
    }

    /** All tensors of the classifier before the first step, by transformers' names. */
    static Map<String, WeightTensor> start(PretrainedEncoder encoder, TrainingData data, TrainingOptions options) {
        ClassifierParameters classifier = new ClassifierParameters(encoder, data, options);
        Map<String, WeightTensor> start = new LinkedHashMap<>();
        ClassifierTensors.encoder(encoder.config())
                .forEach((name, shape) -> start.put(name, encoder.weights().require(name, toArray(shape))));
        ClassifierTensors.head(encoder.config(), data.labels().size())
                .forEach((name, shape) -> start.put(name, classifier.head(name, toArray(shape))));
        return start;
    }

    private WeightTensor head(String name, long[] shape) {
        boolean pooler = encoder.config().architecture() == Architecture.BERT && name.startsWith(names().dense());
        boolean poolerIsThere = pooler && encoder.weights().tensors().containsKey(name);
        return poolerIsThere || encoder.hasHeadFor(data.labels())
                ? encoder.weights().require(name, shape)
                : newHead(name, shape);
    }

    private WeightTensor newHead(String name, long[] shape) {
        boolean logOdds = options.classifier().headInitialization() == HeadInitialization.LOG_ODDS;
        if (logOdds && name.equals(names().dense() + ".weight")) {
            return identity((int) shape[0]);
        }
        if (logOdds && name.equals(names().classifier() + ".bias")) {
            return WeightTensor.of(logOdds(data.train(), (int) shape[0]), shape);
        }
        return name.endsWith(".bias")
                ? WeightTensor.of(new float[(int) shape[0]], shape)
                : normal(shape, encoder.config().initializerRange(), options.seed() + name.hashCode());
    }

    private ModuleNames.Head names() {
        return ModuleNames.head(encoder.config().architecture());
    }

    /** Log-odds of each label's frequency; half an example is added on both sides, so that no label is infinite. */
    static float[] logOdds(List<EncodedExample> examples, int labelCount) {
        double[] positives = new double[labelCount];
        examples.forEach(example -> example.labelIds().forEach(label -> positives[label]++));
        double labelled = examples.stream().filter(EncodedExample::labelled).count();
        float[] logOdds = new float[labelCount];
        for (int label = 0; label < labelCount; label++) {
            double negatives = labelled - positives[label];
            logOdds[label] = (float) Math.log((positives[label] + 0.5) / (negatives + 0.5));
        }
        return logOdds;
    }

    private static WeightTensor identity(int size) {
        float[] values = new float[size * size];
        for (int i = 0; i < size; i++) {
            values[i * size + i] = 1;
        }
        return WeightTensor.of(values, size, size);
    }

    private static WeightTensor normal(long[] shape, double deviation, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) (shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return WeightTensor.of(values, shape);
    }

    private static long[] toArray(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Makes trainable parameters of start values; a factor per name is the tensor's learning rate over the encoder's.
     */
    static List<Parameter> parameters(
            Map<String, WeightTensor> start, TrainingPrecision precision, ToDoubleFunction<String> rateFactors) {
        ScalarType large = precision == TrainingPrecision.BF16 ? ScalarType.BFloat16 : ScalarType.Float;
        List<Parameter> parameters = new ArrayList<>();
        start.forEach((name, values) -> parameters.add(
                Parameter.of(name, values, TorchForward.computeType(name, large), rateFactors.applyAsDouble(name))));
        return parameters;
    }

    static ToDoubleFunction<String> rateFactors(EncoderConfig config, OptimizerOptions options) {
        Set<String> head = ClassifierTensors.head(config, 1).keySet();
        return name -> head.contains(name)
                ? options.headLearningRateFactor()
                : Math.pow(options.layerwiseLearningRateDecay(), config.layerCount() - 1.0 - layer(name));
    }

    /** The layer that a tensor of the encoder belongs to; -1 for the embeddings. */
    private static int layer(String name) {
        Matcher layer = LAYER.matcher(name);
        return layer.find() ? Integer.parseInt(layer.group(1)) : -1;
    }
}
