package io.github.emotions4j.cli.command;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.util.List;

/**
 * Thresholds that were just chosen, and scores to judge them on.
 *
 * @param data what chose them
 * @param search how they were chosen
 * @param choice the thresholds
 * @param evaluator the scores to judge on: of other texts, or of the same ones
 */
record Tuned(Dataset data, ThresholdSearch search, ThresholdChoice choice, Evaluator evaluator) {

    private static final double HALF = 0.5;

    /** One half and the chosen thresholds; on other texts also what thresholds could reach at most. */
    List<EvaluationResult> forCard() {
        EvaluationResult half =
                evaluator.at(ThresholdSelection.fixed(evaluator.data().labels(), HALF));
        if (isOnTheSameTexts()) {
            return List.of(half, chosen());
        }
        return List.of(half, chosen(), evaluator.oracle(ThresholdSearch.plain(ThresholdCandidates.grid())));
    }

    /** The chosen thresholds alone where only an oracle's figures can be had. */
    List<EvaluationResult> forPeople() {
        return isOnTheSameTexts() ? List.of(chosen()) : forCard();
    }

    /** How the thresholds came about, in Markdown. */
    String note() {
        return "`thresholds.json` was chosen on " + data.name() + ": " + data.size() + " examples, SHA-256 `"
                + data.sha256() + "` (" + search.description() + ").";
    }

    private EvaluationResult chosen() {
        return evaluator.at(ThresholdSelection.tunedOn(data, choice));
    }

    private boolean isOnTheSameTexts() {
        return evaluator.data().sha256().equals(data.sha256());
    }
}
