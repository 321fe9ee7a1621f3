package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which model a command uses. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A model folder. Default: the model inside emotions4j.")
    private @Nullable Path folder;

    @Option(
            names = "--precision",
            paramLabel = "int8|fp32",
            converter = PrecisionName.class,
            description = {
                "Which graph of the model. Default: int8 where there is one. A folder without the graph asked for",
                "gets one, made of its weights and kept in the cache."
            })
    private Precision precision = Precision.AUTO;

    /** The options for a model folder, or for the embedded model, whose graph is chosen by itself. */
    static ModelOptions of(Optional<Path> folder) {
        ModelOptions options = new ModelOptions();
        options.folder = folder.orElse(null);
        return options;
    }

    boolean isGiven() {
        return folder != null || precision != Precision.AUTO;
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Opens the model and says on standard error which graph of a folder runs. */
    EmotionClassifier open(ModelSource models, Console console) throws IOException {
        EmotionClassifier classifier = models.open(Optional.ofNullable(folder), precision);
        if (folder != null && classifier instanceof OnnxEmotionClassifier onnx) {
            console.error()
                    .println("emotions: " + folder + " runs in " + onnx.precision() + ", by " + onnx.graphFile());
        }
        return classifier;
    }

    /** A precision by the name that users know. */
    static final class PrecisionName implements ITypeConverter<Precision> {

        @Override
        public Precision convert(String name) {
            return switch (name) {
                case "int8" -> Precision.INT8;
                case "fp32" -> Precision.FP32;
                default -> throw new TypeConversionException("found '" + name + "', expected int8 or fp32");
            };
        }
    }
}
