package io.github.emotions4j.onnx;

import io.github.emotions4j.modelfolder.GraphPrecision;
import java.util.Objects;

/**
 * How a model is loaded and run. But for texts that are longer than the model, none of these choices changes which
 * emotions a text has.
 *
 * <p>Immutable and thread-safe.
 *
 * @param precision which graph of the folder runs
 * @param workers threads that a list or a stream is classified with, at least 1
 * @param threadsPerText the most threads that share the work of a single text, at least 1. More than one are used where a
 *     program asks for one text at a time, nothing else runs in its classifier, and they are faster, which is measured
 *     with its first hundred texts; the graph is then in memory twice. With 1 it never is
 * @param exactInt8Kernel on x86 processors without VNNI, run INT8 products in a kernel that cannot saturate (ONNX
 *     Runtime's {@code session.x64quantprecision}); slower, and needless for graphs with 7-bit weights as this library
 *     writes them
 * @param longTexts how texts are read that are longer than the model
 * @param graphForm in which form a model folder's graph runs
 */
public record OnnxOptions(
        GraphPrecision precision,
        int workers,
        int threadsPerText,
        boolean exactInt8Kernel,
        LongTexts longTexts,
        GraphForm graphForm) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code workers} or {@code threadsPerText} is below 1
     */
    public OnnxOptions {
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(longTexts, "longTexts");
        Objects.requireNonNull(graphForm, "graphForm");
        if (workers < 1) {
            throw new IllegalArgumentException("workers is " + workers + ", expected at least 1");
        }
        if (threadsPerText < 1) {
            throw new IllegalArgumentException("threadsPerText is " + threadsPerText + ", expected at least 1");
        }
    }

    /** Further threads would wait more than work, in texts as short as most. */
    private static final int MOST_THREADS_PER_TEXT = 4;

    /**
     * INT8 where the folder has it, in its fast form, a worker for each core that this process may use, as many threads but
     * at most four for a text that is alone, and windows over long texts.
     *
     * @return the defaults
     */
    public static OnnxOptions defaults() {
        int cores = AvailableCores.count();
        int threadsPerText = Math.min(cores, MOST_THREADS_PER_TEXT);
        return new OnnxOptions(GraphPrecision.AUTO, cores, threadsPerText, false, LongTexts.WINDOWS, GraphForm.FAST);
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return defaults().toBuilder();
    }

    /**
     * A builder that starts from these options.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private GraphPrecision precision;
        private int workers;
        private int threadsPerText;
        private boolean exactInt8Kernel;
        private LongTexts longTexts;
        private GraphForm graphForm;

        private Builder(OnnxOptions start) {
            precision = start.precision;
            workers = start.workers;
            threadsPerText = start.threadsPerText;
            exactInt8Kernel = start.exactInt8Kernel;
            longTexts = start.longTexts;
            graphForm = start.graphForm;
        }

        /**
         * Sets which graph of the folder runs.
         *
         * @param value the precision
         * @return this builder
         */
        public Builder precision(GraphPrecision value) {
            precision = value;
            return this;
        }

        /**
         * Sets how many threads classify a list or a stream.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder workers(int value) {
            workers = value;
            return this;
        }

        /**
         * Sets how many threads at most share the work of a single text. Scores are the same.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder threadsPerText(int value) {
            threadsPerText = value;
            return this;
        }

        /**
         * Sets whether INT8 products run in the kernel that cannot saturate.
         *
         * @param value true for that kernel
         * @return this builder
         */
        public Builder exactInt8Kernel(boolean value) {
            exactInt8Kernel = value;
            return this;
        }

        /**
         * Sets how texts are read that are longer than the model.
         *
         * @param value in windows, or their beginning alone
         * @return this builder
         */
        public Builder longTexts(LongTexts value) {
            longTexts = value;
            return this;
        }

        /**
         * Sets in which form a model folder's graph runs.
         *
         * @param value the fast form where there is one, or the folder's own graph
         * @return this builder
         */
        public Builder graphForm(GraphForm value) {
            graphForm = value;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if {@code workers} or {@code threadsPerText} is below 1
         */
        public OnnxOptions build() {
            return new OnnxOptions(precision, workers, threadsPerText, exactInt8Kernel, longTexts, graphForm);
        }
    }
}
