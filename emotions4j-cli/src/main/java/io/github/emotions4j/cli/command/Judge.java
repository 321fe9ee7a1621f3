package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.cli.option.LabelGrouping;
import io.github.emotions4j.core.LabelGroups;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges systems on the same texts in the same way.
 *
 * @param data the labelled texts
 * @param thresholds chooses thresholds for a system
 * @param group the groups of labels to judge by
 * @param draws how sure figures are
 */
record Judge(
        LabelledFile data,
        ThresholdPlan thresholds,
        @Nullable LabelGrouping group,
        Bootstrap draws) {

    Judgement judge(Judged judged) throws IOException {
        Optional<LabelGroups> groups = Optional.ofNullable(group).map(view -> view.of(judged.labels()));
        Evaluator plain = Evaluator.of(data.dataset(), judged.scores(data)).withIntervals(draws);
        Evaluator evaluator = groups.map(plain::withGroups).orElse(plain);
        List<ThresholdSelection> selections = thresholds.selections(judged, evaluator);
        return new Judgement(judged.name(), evaluator, selections);
    }
}
