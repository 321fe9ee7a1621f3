package io.github.emotions4j.benchmarks.jmh;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The classifier that benchmarks run; {@code -p model=DIR -p precision=fp32} chooses another. */
@State(Scope.Benchmark)
public class OpenClassifier {

    private static final String EMBEDDED = "embedded";

    /** A model folder, or {@code embedded}. */
    @Param(EMBEDDED)
    public String model = EMBEDDED;

    /** {@code int8} or {@code fp32}. */
    @Param("int8")
    public String precision = "int8";

    private @Nullable EmotionClassifier classifier;

    /**
     * Opens the classifier.
     *
     * @throws IOException if reading fails
     */
    @Setup
    public void open() throws IOException {
        GraphPrecision wanted = precision.equals("fp32") ? GraphPrecision.FP32 : GraphPrecision.INT8;
        OnnxOptions options = OnnxOptions.builder().precision(wanted).build();
        classifier = model.equals(EMBEDDED)
                ? OnnxEmotionClassifier.embedded(options)
                : OnnxEmotionClassifier.load(Path.of(model), options);
    }

    /** Frees the classifier. */
    @TearDown
    public void close() {
        classifier().close();
    }

    EmotionClassifier classifier() {
        return Objects.requireNonNull(classifier, "not opened");
    }
}
