package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.cli.option.NumberConverters;
import io.github.emotions4j.cli.option.ThresholdSearchOptions;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdChoice;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say at which thresholds scores are judged. */
final class ThresholdOptions {

    private static final double HALF = 0.5;

    @Option(
            names = "--threshold",
            paramLabel = "X",
            converter = NumberConverters.Probability.class,
            description = "One threshold for all labels, from 0 to 1; may be given more than once.")
    private List<Double> fixed = List.of();

    @Option(names = "--own", description = "The model's own thresholds.")
    private boolean own;

    @Option(names = "--thresholds", paramLabel = "F", description = "The thresholds of a thresholds.json.")
    private @Nullable Path file;

    @Option(names = "--tune-on", paramLabel = "F", description = "Thresholds chosen on these labelled texts.")
    private @Nullable Path tuneOn;

    @Option(
            names = "--tune-scores",
            paramLabel = "F",
            description = "With --scores-file: the scores of the texts of --tune-on.")
    private @Nullable Path tuneScores;

    @Option(
            names = "--oracle",
            description = "Thresholds chosen on the judged texts themselves: no honest figure, and labelled so.")
    private boolean oracle;

    boolean isOwn() {
        return own;
    }

    Optional<Path> tuneOn() {
        return Optional.ofNullable(tuneOn);
    }

    Optional<Path> tuneScores() {
        return Optional.ofNullable(tuneScores);
    }

    boolean isDefault() {
        return fixed.isEmpty() && !own && file == null && tuneOn == null && !oracle;
    }

    /**
     * All chosen thresholds in the order of the options; without a choice 0.5 and the model's own.
     *
     * @param tuning the texts of {@code --tune-on}
     * @param search how they choose
     * @param haveOwn whether everything that is judged has thresholds of its own
     */
    ThresholdPlan plan(Optional<LabelledFile> tuning, ThresholdSearchOptions search, boolean haveOwn) {
        return (judged, evaluator) -> {
            List<ThresholdSelection> selections = new ArrayList<>(beforehand(judged, haveOwn));
            if (tuning.isPresent()) {
                selections.add(tuned(judged, tuning.get(), search.search()));
            }
            if (oracle) {
                selections.add(oracle(evaluator, search.oracleSearch()));
            }
            return selections;
        };
    }

    private List<ThresholdSelection> beforehand(Judged judged, boolean haveOwn) throws IOException {
        List<ThresholdSelection> selections = new ArrayList<>();
        for (double value : isDefault() ? List.of(HALF) : fixed) {
            selections.add(ThresholdSelection.fixed(judged.labels(), value));
        }
        if (own || (isDefault() && haveOwn)) {
            judged.ownThresholds().ifPresent(selections::add);
        }
        if (file != null) {
            ThresholdsFile content = ThresholdsFile.read(InputFiles.requireFile(file));
            selections.add(ThresholdSelection.ofFile(content, judged.labels(), file.toString()));
        }
        return selections;
    }

    private static ThresholdSelection oracle(Evaluator evaluator, ThresholdSearch search) {
        return ThresholdSelection.oracle(search.choose(evaluator.truth(), evaluator.scores()));
    }

    private static ThresholdSelection tuned(Judged judged, LabelledFile tuning, ThresholdSearch search)
            throws IOException {
        TruthMatrix truth = TruthMatrix.of(tuning.dataset());
        ThresholdChoice choice = search.choose(truth, judged.tuningScores(tuning));
        return ThresholdSelection.tunedOn(tuning.dataset(), choice);
    }
}
