package io.github.emotions4j.onnx;

import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.internal.runtime.SessionSettings;
import java.util.Objects;

/**
 * How a model is loaded and run. Apart from the handling of long texts and the precision, no option changes which
 * emotions a text has.
 *
 * <p>Immutable and thread-safe.
 */
public final class OnnxOptions {

    /** More threads would mostly wait in texts of usual length. */
    private static final int MAX_DEFAULT_THREADS_PER_TEXT = 4;

    private final GraphPrecision precision;
    private final int workers;
    private final int threadsPerText;
    private final boolean exactInt8Kernel;
    private final LongTexts longTexts;
    private final GraphForm graphForm;

    private OnnxOptions(Builder builder) {
        precision = builder.precision;
        workers = builder.workers;
        threadsPerText = builder.threadsPerText;
        exactInt8Kernel = builder.exactInt8Kernel;
        longTexts = builder.longTexts;
        graphForm = builder.graphForm;
    }

    /**
     * INT8 where the folder has it, as {@link GraphForm#FAST}; one worker per core that this process may use; for a
     * single text as many threads, but at most four; windows over long texts.
     *
     * @return the defaults
     */
    public static OnnxOptions defaults() {
        return builder().build();
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that starts from these options.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder()
                .precision(precision)
                .workers(workers)
                .threadsPerText(threadsPerText)
                .exactInt8Kernel(exactInt8Kernel)
                .longTexts(longTexts)
                .graphForm(graphForm);
    }

    /**
     * Which graph of the folder runs.
     *
     * @return the precision; {@link GraphPrecision#AUTO} prefers INT8
     */
    public GraphPrecision precision() {
        return precision;
    }

    /**
     * How many threads share the texts of a list or a stream.
     *
     * @return at least 1
     */
    public int workers() {
        return workers;
    }

    /**
     * The most intra-op threads that share the work of a single text, see {@link Builder#threadsPerText}.
     *
     * @return at least 1
     */
    public int threadsPerText() {
        return threadsPerText;
    }

    /**
     * Whether INT8 products run in a kernel that cannot saturate, see {@link Builder#exactInt8Kernel}.
     *
     * @return true for that kernel
     */
    public boolean exactInt8Kernel() {
        return exactInt8Kernel;
    }

    /**
     * How texts are read that have more tokens than the model takes.
     *
     * @return in windows, or only their beginning
     */
    public LongTexts longTexts() {
        return longTexts;
    }

    /**
     * In which form the graph of a model folder runs.
     *
     * @return the packed form where there is one, or the folder's own graph
     */
    public GraphForm graphForm() {
        return graphForm;
    }

    /** The options that ONNX Runtime's sessions are opened with. */
    SessionSettings sessionSettings() {
        return new SessionSettings(threadsPerText, exactInt8Kernel);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxOptions that
                && precision == that.precision
                && workers == that.workers
                && threadsPerText == that.threadsPerText
                && exactInt8Kernel == that.exactInt8Kernel
                && longTexts == that.longTexts
                && graphForm == that.graphForm;
    }

    @Override
    public int hashCode() {
        return Objects.hash(precision, workers, threadsPerText, exactInt8Kernel, longTexts, graphForm);
    }

    /**
     * All options with their values.
     *
     * @return such as {@code OnnxOptions[precision=int8, workers=4, ...]}
     */
    @Override
    public String toString() {
        return "OnnxOptions[precision=" + precision + ", workers=" + workers + ", threadsPerText=" + threadsPerText
                + ", exactInt8Kernel=" + exactInt8Kernel + ", longTexts=" + longTexts + ", graphForm=" + graphForm
                + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private GraphPrecision precision = GraphPrecision.AUTO;
        private int workers = AvailableCores.count();
        private int threadsPerText = Math.min(workers, MAX_DEFAULT_THREADS_PER_TEXT);
        private boolean exactInt8Kernel;
        private LongTexts longTexts = LongTexts.WINDOWS;
        private GraphForm graphForm = GraphForm.FAST;

        private Builder() {}

        /**
         * Chooses the graph of the folder.
         *
         * @param value the precision; {@link GraphPrecision#AUTO} prefers INT8
         * @return this builder
         */
        public Builder precision(GraphPrecision value) {
            precision = Objects.requireNonNull(value, "precision");
            return this;
        }

        /**
         * The number of threads that share the texts of a list or a stream; the scores do not depend on it.
         *
         * @param value at least 1; by default the physical cores that this process may use
         * @return this builder
         */
        public Builder workers(int value) {
            workers = value;
            return this;
        }

        /**
         * The most intra-op threads that share the work of a single text; the scores do not depend on it.
         *
         * <p>They are used where a program classifies one text at a time, nothing else runs in its classifier, and
         * several threads are faster. The classifier measures this during its first hundred single texts. The graph is
         * then in memory twice.
         *
         * @param value at least 1, which never uses a second thread
         * @return this builder
         */
        public Builder threadsPerText(int value) {
            threadsPerText = value;
            return this;
        }

        /**
         * On x86 processors without VNNI, runs INT8 products in a kernel that cannot saturate (ONNX Runtime's
         * {@code session.x64quantprecision}). It is slower, and not needed for graphs with 7-bit weights, which this
         * library writes.
         *
         * @param value true for that kernel; false by default
         * @return this builder
         */
        public Builder exactInt8Kernel(boolean value) {
            exactInt8Kernel = value;
            return this;
        }

        /**
         * How to read texts that have more tokens than the model takes.
         *
         * @param value in windows, the default, or only their beginning
         * @return this builder
         */
        public Builder longTexts(LongTexts value) {
            longTexts = Objects.requireNonNull(value, "longTexts");
            return this;
        }

        /**
         * In which form the graph of a model folder runs.
         *
         * @param value the packed form where there is one, the default, or the folder's own graph
         * @return this builder
         */
        public Builder graphForm(GraphForm value) {
            graphForm = Objects.requireNonNull(value, "graphForm");
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if {@code workers} or {@code threadsPerText} is below 1
         */
        public OnnxOptions build() {
            if (workers < 1) {
                throw new IllegalArgumentException("workers is " + workers + ", expected at least 1");
            }
            if (threadsPerText < 1) {
                throw new IllegalArgumentException("threadsPerText is " + threadsPerText + ", expected at least 1");
            }
            return new OnnxOptions(this);
        }
    }
}
