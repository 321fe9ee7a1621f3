package io.github.emotions4j.finetuning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Chooses thresholds on dev and evaluates the finished model, both with the INT8 graph. Immutable.
 *
 * @param thresholds chosen on dev
 * @param scored the dataset of the results: the test split, or dev where there is none
 * @param evaluator the scores on {@code scored}
 * @param results at threshold 0.5, at {@code thresholds}, and at thresholds chosen on {@code scored} itself
 */
record ModelEvaluation(
        ThresholdChoice thresholds, Dataset scored, Evaluator evaluator, List<EvaluationResult> results) {

    /** Writes {@code thresholds.json} and evaluates; the seed is that of the bootstrap. */
    static ModelEvaluation of(FineTuningFolder folder, FineTuningData data, long seed, FineTuningListener listener)
            throws IOException {
        Dataset dev = data.dev();
        listener.stageStarted("choosing thresholds on " + dev.name());
        Files.deleteIfExists(folder.file(ModelFiles.THRESHOLDS));
        ScoreMatrix devScores = Int8Scores.of(folder.path(), dev);
        ThresholdChoice choice = ThresholdSearch.defaults().choose(TruthMatrix.of(dev), devScores);
        for (String label : choice.labelsWithoutPositives()) {
            listener.noticed("label '" + label + "' has no example in " + dev.name() + ", its threshold stays "
                    + ThresholdSearch.FALLBACK);
        }
        choice.toFile(dev).write(folder.file(ModelFiles.THRESHOLDS));
        Dataset scored = data.test().orElse(dev);
        listener.stageStarted("scoring " + scored.name());
        ScoreMatrix scores = data.test().isPresent() ? Int8Scores.of(folder.path(), scored) : devScores;
        Evaluator evaluator = Evaluator.of(scored, scores).withIntervals(Bootstrap.seeded(seed));
        return new ModelEvaluation(choice, scored, evaluator, results(evaluator, dev, choice));
    }

    private static List<EvaluationResult> results(Evaluator evaluator, Dataset dev, ThresholdChoice choice) {
        return List.of(
                evaluator.at(ThresholdSelection.fixed(dev.labels(), 0.5)),
                evaluator.at(ThresholdSelection.tunedOn(dev, choice)),
                evaluator.oracle(ThresholdSearch.plain(ThresholdCandidates.grid())));
    }
}
