package io.github.emotions4j.cli;

import io.github.emotions4j.cli.output.NamedComparison;
import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.Bootstrap;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.PredictionMatrix;
import io.github.emotions4j.evaluation.ThresholdOrigin;
import io.github.emotions4j.evaluation.ThresholdSelection;
import io.github.emotions4j.evaluation.TruthMatrix;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A system's scores of labelled texts at all chosen thresholds.
 *
 * @param name what to call the system
 * @param evaluator the scores
 * @param groups the groups of labels to judge by
 * @param selections the thresholds
 */
record Judgement(String name, Evaluator evaluator, Optional<LabelGroups> groups, List<ThresholdSelection> selections) {

    /** One comparison per choice of thresholds with another system at the same choice. */
    List<NamedComparison> minus(Judgement other, Bootstrap draws) {
        return IntStream.range(0, selections.size())
                .mapToObj(index -> new NamedComparison(
                        label(index),
                        other.label(index),
                        viewed(),
                        isOracle(index) || other.isOracle(index),
                        draws.compare(truth(), predictions(index), other.predictions(index))))
                .toList();
    }

    private String label(int selection) {
        return isOracle(selection) ? name + " (ORACLE)" : name;
    }

    private boolean isOracle(int selection) {
        return selections.get(selection).originOn(evaluator.data()) == ThresholdOrigin.ORACLE;
    }

    private LabelSet viewed() {
        return groups.map(LabelGroups::groups).orElse(evaluator.data().labels());
    }

    private TruthMatrix truth() {
        return groups.map(evaluator.truth()::grouped).orElse(evaluator.truth());
    }

    private PredictionMatrix predictions(int selection) {
        PredictionMatrix predictions = PredictionMatrix.of(
                evaluator.scores(), selections.get(selection).thresholds());
        return groups.map(predictions::grouped).orElse(predictions);
    }
}
