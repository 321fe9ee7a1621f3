package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.LongTexts;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which model a command uses. */
public final class ModelOptions {

    private static final Path EMBEDDED = Path.of("embedded");

    @Option(
            names = "--model",
            paramLabel = "DIR|ORG/NAME|embedded",
            description = "A model folder, or a model of the Hugging Face hub (ORG/NAME or ORG/NAME@REVISION), which is"
                    + " downloaded once. Default: embedded, the model inside emotions4j.")
    private @Nullable Path folder;

    @Option(
            names = "--precision",
            paramLabel = "int8|fp32",
            converter = PrecisionName.class,
            description = "Precision of the graph. Default: int8 if the model has such a graph. If the graph is"
                    + " missing, it is made from the weights and kept in the cache.")
    private GraphPrecision precision = GraphPrecision.AUTO;

    @Option(
            names = "--truncate",
            description =
                    "Truncate texts beyond the token limit of the model, instead of classifying them in overlapping"
                            + " windows.")
    private boolean truncate;

    /**
     * The same options for another model, whose graph is chosen without regard to {@code --precision}.
     *
     * @param other the other model
     * @return the changed options
     */
    public ModelOptions of(ModelReference other) {
        ModelOptions options = new ModelOptions();
        options.folder = other.folder().orElse(null);
        options.truncate = truncate;
        return options;
    }

    /**
     * Whether any of the options was given.
     *
     * @return false where all have their defaults
     */
    public boolean isGiven() {
        return folder != null || precision != GraphPrecision.AUTO || truncate;
    }

    /**
     * The model. {@code embedded} is the embedded model; a folder with that name is {@code ./embedded}.
     *
     * @return the model of {@code --model}
     */
    public ModelReference reference() {
        return new ModelReference(folder());
    }

    /**
     * The model folder, or the id of a model of the hub.
     *
     * @return the folder, or empty for the embedded model
     */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder).filter(given -> !given.equals(EMBEDDED));
    }

    /**
     * The options as a user types them, for another process that opens the same model.
     *
     * @return the arguments, empty for the defaults
     */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        folder().ifPresent(given -> words.addAll(List.of("--model", given.toString())));
        if (precision != GraphPrecision.AUTO) {
            words.addAll(List.of("--precision", precision.toString()));
        }
        if (truncate) {
            words.add("--truncate");
        }
        return words;
    }

    /**
     * Opens the model with a worker for each core, and prints on standard error which graph of a folder runs.
     *
     * @param models opens the model
     * @param console receives the line
     * @return the classifier, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    public EmotionClassifier open(ModelSource models, Console console) throws IOException {
        return open(models, console, options());
    }

    /**
     * Opens the model with a number of workers, and prints on standard error which graph of a folder runs.
     *
     * @param models opens the model
     * @param console receives the line
     * @param workers threads that classify, at least 1
     * @return the classifier, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    public EmotionClassifier open(ModelSource models, Console console, int workers) throws IOException {
        return open(models, console, options().toBuilder().workers(workers).build());
    }

    private EmotionClassifier open(ModelSource models, Console console, OnnxOptions options) throws IOException {
        EmotionClassifier classifier = models.open(reference(), options);
        if (folder().isPresent() && classifier instanceof OnnxEmotionClassifier onnx) {
            console.error()
                    .println("emotions: " + folder + " runs in " + onnx.precision() + ", by " + onnx.graphFile());
            onnx.activationTexts().ifPresent(texts -> console.error()
                    .println("emotions: its activation scales come from " + texts
                            + "; 'emotions quantize --texts' finds them on yours"));
        }
        return classifier;
    }

    private OnnxOptions options() {
        LongTexts longTexts = truncate ? LongTexts.BEGINNING : LongTexts.WINDOWS;
        return OnnxOptions.builder().precision(precision).longTexts(longTexts).build();
    }

    /** A precision by the name that users know. */
    public static final class PrecisionName implements ITypeConverter<GraphPrecision> {

        @Override
        public GraphPrecision convert(String name) {
            return switch (name) {
                case "int8" -> GraphPrecision.INT8;
                case "fp32" -> GraphPrecision.FP32;
                default -> throw new TypeConversionException("found '" + name + "', expected int8 or fp32");
            };
        }
    }
}
