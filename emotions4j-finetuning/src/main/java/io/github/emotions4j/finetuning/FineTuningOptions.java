package io.github.emotions4j.finetuning;

import io.github.emotions4j.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The options of a fine-tuning run. Immutable and thread-safe.
 *
 * @param training the recipe
 * @param output the model folder to write; made if it is missing
 * @param overwrite whether a model that is already there may be replaced
 * @param resume whether to continue from a checkpoint in the folder
 * @param teachers teachers for distillation
 * @param opset version of the ONNX operators, see {@link io.github.emotions4j.export.graph.ExportOptions}
 * @param calibrated whether probabilities are calibrated on dev once training is done
 */
public record FineTuningOptions(
        TrainingOptions training,
        Path output,
        boolean overwrite,
        boolean resume,
        TeacherOptions teachers,
        int opset,
        boolean calibrated) {

    /** Refuses null. */
    public FineTuningOptions {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(teachers, "teachers");
    }

    /**
     * Options of a run without distillation, with calibration.
     *
     * @param training the recipe
     * @param output the model folder to write
     * @param overwrite whether a model that is already there may be replaced
     * @param resume whether to continue from a checkpoint in the folder
     * @param opset version of the ONNX operators
     */
    public FineTuningOptions(TrainingOptions training, Path output, boolean overwrite, boolean resume, int opset) {
        this(training, output, overwrite, resume, TeacherOptions.none(), opset, true);
    }
}
