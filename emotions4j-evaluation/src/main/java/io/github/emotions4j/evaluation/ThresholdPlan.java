package io.github.emotions4j.evaluation;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdRegularisation;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds that a system is evaluated at:
 *
 * <pre>{@code
 * ThresholdPlan plan = ThresholdPlan.builder()
 *         .constant(0.5)
 *         .tunedOn(dev)
 *         .build();
 * EvaluationOptions options = EvaluationOptions.defaults().withThresholds(plan);
 * }</pre>
 *
 * <p>Each choice gives one result, in this order: constants, the system's own thresholds, those of a file, those chosen
 * on another dataset, the upper bound. Immutable and thread-safe.
 */
public final class ThresholdPlan {

    private static final double HALF = 0.5;

    private final List<Double> constants;
    private final boolean own;
    private final Optional<NamedFile> file;
    private final Optional<Dataset> tuningData;
    private final boolean upperBound;
    private final ThresholdSearch search;
    private final ThresholdSearch upperBoundSearch;

    private record NamedFile(ThresholdsFile content, String source) {}

    private ThresholdPlan(Builder builder) {
        this.constants = List.copyOf(builder.constants);
        this.own = builder.own;
        this.file = Optional.ofNullable(builder.file);
        this.tuningData = Optional.ofNullable(builder.tuningData);
        this.upperBound = builder.upperBound;
        this.search = builder.search;
        this.upperBoundSearch = builder.upperBoundSearch;
    }

    /**
     * The constant 0.5, and the system's own thresholds where it has them.
     *
     * @return the plan
     */
    public static ThresholdPlan defaults() {
        return builder().constant(HALF).own().build();
    }

    /**
     * Starts a plan.
     *
     * @return a builder without any choice
     */
    public static Builder builder() {
        return new Builder();
    }

    /** The thresholds of a system, in the order of the plan. */
    List<ThresholdSelection> selections(EvaluatedSystem system, Evaluator evaluator, EvaluationListener listener)
            throws IOException {
        List<ThresholdSelection> selections = new ArrayList<>();
        constants.forEach(value -> selections.add(ThresholdSelection.fixed(system.labels(), value)));
        if (own) {
            system.ownThresholds().ifPresent(selections::add);
        }
        file.map(named -> ThresholdSelection.ofFile(named.content(), system.labels(), named.source()))
                .ifPresent(selections::add);
        if (tuningData.isPresent()) {
            selections.add(tuned(system, tuningData.get(), listener));
        }
        if (upperBound) {
            ThresholdChoice choice = upperBoundSearch.choose(evaluator.truth(), evaluator.scores());
            selections.add(ThresholdSelection.oracle(choice));
        }
        return selections;
    }

    private ThresholdSelection tuned(EvaluatedSystem system, Dataset data, EvaluationListener listener)
            throws IOException {
        ThresholdChoice choice = search.choose(TruthMatrix.of(data), system.tuningScores(data, listener));
        return ThresholdSelection.tunedOn(data, choice);
    }

    /** Collects the choices of a plan. Not thread-safe. */
    public static final class Builder {

        private final List<Double> constants = new ArrayList<>();
        private boolean own;
        private @Nullable NamedFile file;
        private @Nullable Dataset tuningData;
        private boolean upperBound;
        private ThresholdSearch search = ThresholdSearch.defaults();
        private ThresholdSearch upperBoundSearch =
                ThresholdSearch.defaults().withRegularisation(new ThresholdRegularisation.None());

        private Builder() {}

        /**
         * Adds one threshold for all labels. May be called more than once.
         *
         * @param threshold in [0, 1]
         * @return this
         * @throws IllegalArgumentException if the threshold is outside [0, 1]
         */
        public Builder constant(double threshold) {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException("found threshold " + threshold + ", expected 0 to 1");
            }
            constants.add(threshold);
            return this;
        }

        /**
         * Adds the system's own thresholds. A system without any gives no result for them.
         *
         * @return this
         */
        public Builder own() {
            own = true;
            return this;
        }

        /**
         * Adds the thresholds of a {@code thresholds.json}.
         *
         * @param content the content of the file
         * @param source the name of the file in errors
         * @return this
         */
        public Builder file(ThresholdsFile content, String source) {
            file = new NamedFile(Objects.requireNonNull(content, "content"), Objects.requireNonNull(source, "source"));
            return this;
        }

        /**
         * Adds thresholds chosen on another dataset, such as dev.
         *
         * @param data the labelled examples to choose on
         * @return this
         */
        public Builder tunedOn(Dataset data) {
            tuningData = Objects.requireNonNull(data, "data");
            return this;
        }

        /**
         * Adds thresholds chosen on the evaluated data itself. Their metrics are an upper bound and are reported as
         * {@code ORACLE}.
         *
         * @return this
         */
        public Builder upperBound() {
            upperBound = true;
            return this;
        }

        /**
         * How {@link #tunedOn} chooses. Without it {@link ThresholdSearch#defaults()}.
         *
         * @param value the search
         * @return this
         */
        public Builder search(ThresholdSearch value) {
            search = Objects.requireNonNull(value, "value");
            return this;
        }

        /**
         * How {@link #upperBound} chooses. Without it {@link ThresholdSearch#defaults()} without regularisation.
         *
         * @param value the search
         * @return this
         */
        public Builder upperBoundSearch(ThresholdSearch value) {
            upperBoundSearch = Objects.requireNonNull(value, "value");
            return this;
        }

        /**
         * Ends the plan. The builder can go on to make another one.
         *
         * @return the plan, which later changes of the builder do not reach
         * @throws IllegalArgumentException if there is no choice of thresholds
         */
        public ThresholdPlan build() {
            if (constants.isEmpty() && !own && file == null && tuningData == null && !upperBound) {
                throw new IllegalArgumentException("found no thresholds to evaluate at, expected at least one choice");
            }
            return new ThresholdPlan(this);
        }
    }
}
