package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.output.NamedComparison;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A system's scores of labelled texts at all chosen thresholds.
 *
 * @param name what to call the system
 * @param evaluator the scores
 * @param selections the thresholds
 */
record Judgement(String name, Evaluator evaluator, List<ThresholdSelection> selections) {

    /** One comparison per choice of thresholds with another system at the same choice. */
    List<NamedComparison> minus(Judgement other, Bootstrap draws) {
        return IntStream.range(0, selections.size())
                .mapToObj(index -> new NamedComparison(
                        label(index),
                        other.label(index),
                        evaluator.evaluatedLabels(),
                        isOracle(index) || other.isOracle(index),
                        evaluator.minus(selections.get(index), other.evaluator, other.selections.get(index), draws)))
                .toList();
    }

    private String label(int selection) {
        return isOracle(selection) ? name + " (ORACLE)" : name;
    }

    private boolean isOracle(int selection) {
        return selections.get(selection).originOn(evaluator.data()) == ThresholdOrigin.ORACLE;
    }
}
