package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.onnx.LongTexts;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
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
            description = {
                "Which graph of the model. Default: int8 where there is one. A folder without the graph asked for",
                "gets one, made of its weights and kept in the cache."
            })
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

    /** Opens the model and says on standard error which graph of a folder runs. */
    EmotionClassifier open(ModelSource models, Console console) throws IOException {
        EmotionClassifier classifier = models.open(Optional.ofNullable(folder), options());
        if (folder != null && classifier instanceof OnnxEmotionClassifier onnx) {
            console.error()
                    .println("emotions: " + folder + " runs in " + onnx.precision() + ", by " + onnx.graphFile());
        }
        return classifier;
    }

    private OnnxOptions options() {
        LongTexts longTexts = truncate ? LongTexts.BEGINNING : LongTexts.WINDOWS;
        return OnnxOptions.builder().precision(precision).longTexts(longTexts).build();
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
