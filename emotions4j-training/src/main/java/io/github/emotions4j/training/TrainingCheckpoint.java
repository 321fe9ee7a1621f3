package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A training run's state between two steps: weights, both moments of AdamW, and the number of steps done. Order,
 * dropout and learning rate follow from the options and the step. Token embeddings are in the row order of
 * {@link TokenEmbeddings}.
 *
 * <p>One safetensors file, written atomically: a process killed at any moment leaves the previous checkpoint.
 */
final class TrainingCheckpoint {

    private static final String MEAN = "adam.mean.";
    private static final String VARIANCE = "adam.variance.";

    private final Path file;
    private final String fingerprint;

    /** @param fingerprint of everything that a resumed run must share: options, data, start */
    TrainingCheckpoint(Path file, String fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    void write(List<Parameter> parameters, long stepsDone) throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            tensors.put(parameter.name(), view(parameter.weights()));
            tensors.put(MEAN + parameter.name(), view(parameter.mean()));
            tensors.put(VARIANCE + parameter.name(), view(parameter.variance()));
        }
        Map<String, String> metadata =
                Map.of("format", "pt", "stepsDone", Long.toString(stepsDone), "fingerprint", fingerprint);
        new Safetensors(new Weights(tensors, file.toString()), metadata).write(file);
    }

    /** Reads the checkpoint into the parameters. Returns the steps done, or empty where there is no checkpoint. */
    Optional<Long> restore(List<Parameter> parameters) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Safetensors checkpoint = Safetensors.read(file);
        String found = checkpoint.metadata().getOrDefault("fingerprint", "none");
        if (!found.equals(fingerprint)) {
            throw new TrainingException("checkpoint is of another run (" + found + "), expected the same encoder, data"
                    + " and options (" + fingerprint + ") in " + file);
        }
        for (Parameter parameter : parameters) {
            restore(parameter.weights(), parameter.name(), checkpoint.weights());
            restore(parameter.mean(), MEAN + parameter.name(), checkpoint.weights());
            restore(parameter.variance(), VARIANCE + parameter.name(), checkpoint.weights());
            renewCompute(parameter);
        }
        return Optional.of(Long.parseLong(checkpoint.metadata().get("stepsDone")));
    }

    Path file() {
        return file;
    }

    private static void restore(Tensor target, String name, Weights source) {
        Parameter.floats(target).put(source.require(name, target.shape()).values());
    }

    private static void renewCompute(Parameter parameter) {
        if (!parameter.sharesCompute()) {
            try (NoGradGuard noGrad = new NoGradGuard()) {
                parameter.compute().copy_(parameter.weights());
            }
        }
    }

    private static WeightTensor view(Tensor tensor) {
        FloatBuffer values = Parameter.floats(tensor);
        return WeightTensor.of(values, tensor.shape());
    }
}
