package io.github.emotions4j.cli;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.onnx.LongTexts;
import io.github.emotions4j.onnx.OnnxOptions;
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
            paramLabel = "DIR|ORG/NAME",
            description = "A model folder, or a model of the Hugging Face hub (ORG/NAME or ORG/NAME@REVISION), which is"
                    + " fetched once. Default: the model inside emotions4j.")
    private @Nullable Path folder;

    @Option(
            names = "--precision",
            paramLabel = "int8|fp32",
            converter = PrecisionName.class,
            description = "Which graph of the model. Default: int8 where there is one.")
    private Precision precision = Precision.AUTO;

    @Option(
            names = "--truncate",
            description = "Read only the beginning of texts that are longer than the model, instead of all of them in"
                    + " windows that overlap.")
    private boolean truncate;

    /** The same options for another model folder, or for the embedded model, whose graph is chosen by itself. */
    ModelOptions of(Optional<Path> other) {
        ModelOptions options = new ModelOptions();
        options.folder = other.orElse(null);
        options.truncate = truncate;
        return options;
    }

    boolean isGiven() {
        return folder != null || precision != Precision.AUTO || truncate;
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    EmotionClassifier open(ModelSource models) throws IOException {
        LongTexts longTexts = truncate ? LongTexts.BEGINNING : LongTexts.WINDOWS;
        OnnxOptions options =
                OnnxOptions.builder().precision(precision).longTexts(longTexts).build();
        return models.open(Optional.ofNullable(folder), options);
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
