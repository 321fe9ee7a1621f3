package io.github.emotions4j.evaluation;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Thresholds that were chosen on a dataset, and the scores that they are evaluated on. Immutable and thread-safe.
 *
 * @param data the dataset that the thresholds were chosen on
 * @param search how they were chosen
 * @param choice the thresholds
 * @param evaluator the scores of another dataset, or of the same one
 */
public record TunedThresholds(Dataset data, ThresholdSearch search, ThresholdChoice choice, Evaluator evaluator) {

    private static final double HALF = 0.5;

    /** Refuses null. */
    public TunedThresholds {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(evaluator, "evaluator");
    }

    /**
     * The metrics to print.
     *
     * @return on another dataset those of {@link #cardResults()}; on the same dataset only the chosen thresholds
     */
    public List<EvaluationResult> results() {
        return evaluatesItsOwnData() ? List.of(chosen()) : cardResults();
    }

    /**
     * The metrics for a model card.
     *
     * @return at 0.5 and at the chosen thresholds; on another dataset also the upper bound, searched on a grid
     */
    public List<EvaluationResult> cardResults() {
        EvaluationResult half =
                evaluator.at(ThresholdSelection.fixed(evaluator.data().labels(), HALF));
        if (evaluatesItsOwnData()) {
            return List.of(half, chosen());
        }
        return List.of(half, chosen(), evaluator.oracle(ThresholdSearch.plain(ThresholdCandidates.grid())));
    }

    /**
     * How the thresholds were chosen, for a model card.
     *
     * @return one sentence in Markdown with the data, its size and SHA-256, and the search
     */
    public String note() {
        return "`thresholds.json` was chosen on " + data.name() + ": " + data.size() + " examples, SHA-256 `"
                + data.sha256() + "` (" + search.description() + ").";
    }

    /**
     * Writes the thresholds in the form of {@code thresholds.json}, atomically.
     *
     * @param file the file to write or replace
     * @throws IOException if writing fails; then the file is as before
     */
    public void write(Path file) throws IOException {
        choice.toFile(data).write(file);
    }

    private EvaluationResult chosen() {
        return evaluator.at(ThresholdSelection.tunedOn(data, choice));
    }

    private boolean evaluatesItsOwnData() {
        return evaluator.data().sha256().equals(data.sha256());
    }
}
