package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier in training. Owns native memory. Not thread-safe.
 *
 * @param config the encoder's shape
 * @param labelCount how many labels the head has
 * @param parameters all tensors of the model with their optimiser state
 * @param tokenEmbeddings the one of them that is trained sparsely
 */
record TrainableModel(EncoderConfig config, int labelCount, List<Parameter> parameters, TokenEmbeddings tokenEmbeddings)
        implements AutoCloseable {

    static TrainableModel of(
            PretrainedEncoder encoder, TrainingData data, TrainingOptions options, TrainingPrecision precision) {
        EncoderConfig config = encoder.config();
        List<Parameter> parameters = ClassifierParameters.parameters(
                ClassifierParameters.start(encoder, data, options),
                precision,
                ClassifierParameters.rateFactors(config, options.optimizer()));
        return new TrainableModel(
                config, data.labels().size(), parameters, TokenEmbeddings.of(config, parameters, data.train()));
    }

    /** Ends the training and copies the trained tensors to the Java heap, by transformers' names. */
    Weights finish() {
        tokenEmbeddings.restoreTokenIdOrder();
        Map<String, WeightTensor> copies = new LinkedHashMap<>();
        parameters.forEach(parameter -> copies.put(parameter.name(), Parameter.toWeights(parameter.weights())));
        return new Weights(copies, "training run");
    }

    @Override
    public void close() {
        tokenEmbeddings.close();
        parameters.forEach(Parameter::close);
    }
}
