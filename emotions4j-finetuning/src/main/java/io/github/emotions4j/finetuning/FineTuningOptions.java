package io.github.emotions4j.finetuning;

import io.github.emotions4j.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What to do with a base and data. Immutable and thread-safe.
 *
 * @param training the recipe
 * @param output the model folder to write; made if it is missing
 * @param overwrite whether a model that is already there may be replaced
 * @param resume whether to go on from a checkpoint in the folder
 * @param teaching what the run learns besides labelled texts
 * @param opset version of the ONNX operators, see {@link io.github.emotions4j.export.ExportOptions}
 * @param calibrated whether probabilities are calibrated on dev once training is done
 */
public record FineTuningOptions(
        TrainingOptions training,
        Path output,
        boolean overwrite,
        boolean resume,
        TeacherOptions teaching,
        int opset,
        boolean calibrated) {

    /** Checks that nothing is null. */
    public FineTuningOptions {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(teaching, "teaching");
    }

    /**
     * Options of a run that learns from labelled texts alone and is calibrated.
     *
     * @param training the recipe
     * @param output the model folder to write
     * @param overwrite whether a model that is already there may be replaced
     * @param resume whether to go on from a checkpoint in the folder
     * @param opset version of the ONNX operators
     */
    public FineTuningOptions(TrainingOptions training, Path output, boolean overwrite, boolean resume, int opset) {
        this(training, output, overwrite, resume, TeacherOptions.none(), opset, true);
    }
}
