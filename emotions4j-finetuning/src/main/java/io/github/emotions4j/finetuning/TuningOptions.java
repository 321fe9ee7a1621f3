package io.github.emotions4j.finetuning;

import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import java.util.Objects;

/**
 * How the thresholds of a model folder are tuned. Immutable and thread-safe.
 *
 * @param search how thresholds are chosen
 * @param bootstrap number and seed of the bootstrap samples for the intervals of the results
 * @param calibrated whether probabilities are calibrated first, which changes the weights and graphs of the folder
 */
public record TuningOptions(ThresholdSearch search, Bootstrap bootstrap, boolean calibrated) {

    /** Refuses null. */
    public TuningOptions {
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(bootstrap, "bootstrap");
    }

    /**
     * {@link ThresholdSearch#defaults()}, bootstrap seed 1, no calibration.
     *
     * @return the default options
     */
    public static TuningOptions defaults() {
        return new TuningOptions(ThresholdSearch.defaults(), Bootstrap.seeded(1), false);
    }

    /**
     * The same options with another search.
     *
     * @param other how thresholds are chosen
     * @return the changed options
     */
    public TuningOptions withSearch(ThresholdSearch other) {
        return new TuningOptions(other, bootstrap, calibrated);
    }

    /**
     * The same options with another bootstrap.
     *
     * @param draws number and seed of the bootstrap samples
     * @return the changed options
     */
    public TuningOptions withBootstrap(Bootstrap draws) {
        return new TuningOptions(search, draws, calibrated);
    }

    /**
     * The same options with or without calibration.
     *
     * @param wanted whether probabilities are calibrated first
     * @return the changed options
     */
    public TuningOptions withCalibration(boolean wanted) {
        return new TuningOptions(search, bootstrap, wanted);
    }
}
