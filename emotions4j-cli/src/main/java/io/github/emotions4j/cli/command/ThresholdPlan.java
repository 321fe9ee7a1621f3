package io.github.emotions4j.cli.command;

import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.util.List;

/** Chooses the thresholds that a system is judged at. */
@FunctionalInterface
interface ThresholdPlan {

    /** All thresholds, as many for each system. */
    List<ThresholdSelection> selections(Judged judged, Evaluator evaluator) throws IOException;
}
