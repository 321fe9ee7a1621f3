package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import java.util.Objects;
import java.util.Optional;

/**
 * How systems are evaluated:
 *
 * <pre>{@code
 * EvaluationOptions options = EvaluationOptions.defaults()
 *         .withBootstrap(new Bootstrap(1_000, 7))
 *         .withGroups(LabelGroups.ekman(test.labels()));
 * SystemEvaluation evaluation = SystemEvaluation.run(system, test, options);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param thresholds the thresholds to evaluate at
 * @param bootstrap number and seed of the bootstrap samples, for intervals and comparisons
 * @param groups groups of labels to evaluate instead of labels, if wanted
 */
public record EvaluationOptions(ThresholdPlan thresholds, Bootstrap bootstrap, Optional<LabelGroups> groups) {

    /** Refuses null. */
    public EvaluationOptions {
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(bootstrap, "bootstrap");
        Objects.requireNonNull(groups, "groups");
    }

    /**
     * The thresholds of {@link ThresholdPlan#defaults()}, bootstrap seed 1, no groups.
     *
     * @return the default options
     */
    public static EvaluationOptions defaults() {
        return new EvaluationOptions(ThresholdPlan.defaults(), Bootstrap.seeded(1), Optional.empty());
    }

    /**
     * The same options with other thresholds.
     *
     * @param plan the thresholds to evaluate at
     * @return the changed options
     */
    public EvaluationOptions withThresholds(ThresholdPlan plan) {
        return new EvaluationOptions(plan, bootstrap, groups);
    }

    /**
     * The same options with another bootstrap.
     *
     * @param draws number and seed of the bootstrap samples
     * @return the changed options
     */
    public EvaluationOptions withBootstrap(Bootstrap draws) {
        return new EvaluationOptions(thresholds, draws, groups);
    }

    /**
     * The same options for groups of labels. A group scores as its best member and is predicted with any member.
     *
     * @param view the groups
     * @return the changed options
     */
    public EvaluationOptions withGroups(LabelGroups view) {
        return new EvaluationOptions(thresholds, bootstrap, Optional.of(view));
    }
}
