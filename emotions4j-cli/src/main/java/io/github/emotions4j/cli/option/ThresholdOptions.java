package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.ThresholdPlan;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose the thresholds of an evaluation. */
public final class ThresholdOptions {

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
            description = "Upper bound: thresholds chosen on the evaluated texts themselves. Marked ORACLE in every"
                    + " format.")
    private boolean oracle;

    /**
     * Whether the model's own thresholds were asked for.
     *
     * @return true with {@code --own}
     */
    public boolean isOwn() {
        return own;
    }

    /**
     * The labelled texts to choose thresholds on.
     *
     * @return the file of {@code --tune-on}
     */
    public Optional<Path> tuneOn() {
        return Optional.ofNullable(tuneOn);
    }

    /**
     * The scores of the texts to choose thresholds on.
     *
     * @return the file of {@code --tune-scores}
     */
    public Optional<Path> tuneScores() {
        return Optional.ofNullable(tuneScores);
    }

    /**
     * The thresholds that were asked for; without any choice 0.5 and the model's own.
     *
     * @param tuning the texts of {@code --tune-on}, none or one dataset
     * @param search how {@code --tune-on} and {@code --oracle} choose
     * @param haveOwn whether every evaluated system has thresholds of its own
     * @return the plan
     * @throws IOException if the file of {@code --thresholds} cannot be read
     */
    public ThresholdPlan plan(List<Dataset> tuning, ThresholdSearchOptions search, boolean haveOwn) throws IOException {
        ThresholdPlan.Builder plan =
                ThresholdPlan.builder().search(search.search()).upperBoundSearch(search.oracleSearch());
        (isDefault() ? List.of(HALF) : fixed).forEach(plan::constant);
        if (own || (isDefault() && haveOwn)) {
            plan.own();
        }
        if (file != null) {
            plan.file(ThresholdsFile.read(InputFiles.requireFile(file)), file.toString());
        }
        tuning.forEach(plan::tunedOn);
        if (oracle) {
            plan.upperBound();
        }
        return plan.build();
    }

    private boolean isDefault() {
        return fixed.isEmpty() && !own && file == null && tuneOn == null && !oracle;
    }
}
