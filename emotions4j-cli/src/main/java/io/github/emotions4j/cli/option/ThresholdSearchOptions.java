package io.github.emotions4j.cli.option;

import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdObjective;
import io.github.emotions4j.evaluation.threshold.ThresholdRegularisation;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the threshold search. */
public final class ThresholdSearchOptions {

    @Option(
            names = "--objective",
            paramLabel = "O",
            converter = Objective.class,
            description =
                    "Metric to maximise: f1, f2, f0.5 and so on, or precision:P for the highest recall at precision P."
                            + " Default: f1.")
    private @Nullable ThresholdObjective objective;

    @Option(
            names = "--candidates",
            paramLabel = "C",
            converter = Candidates.class,
            description =
                    "Candidate thresholds: exact for all distinct scores, grid for 0.05, 0.10 and so on, grid:STEP for"
                            + " another step. Default: exact.")
    private @Nullable ThresholdCandidates candidates;

    @Option(names = "--global", description = "Choose one global threshold instead of one per label.")
    private boolean global;

    @Option(
            names = "--regularisation",
            paramLabel = "R",
            converter = Regularisation.class,
            description =
                    "Regularisation against overfitting on labels with few examples: none, shrinkage:N, smoothing:W or"
                            + " score-prior:N. Default: score-prior:50; none for --oracle.")
    private @Nullable ThresholdRegularisation regularisation;

    /**
     * The search.
     *
     * @return the defaults with the given values
     */
    public ThresholdSearch search() {
        ThresholdSearch search = ThresholdSearch.defaults();
        search = objective == null ? search : search.withObjective(objective);
        search = candidates == null ? search : search.withCandidates(candidates);
        search = regularisation == null ? search : search.withRegularisation(regularisation);
        return global ? search.withScope(ThresholdSearch.Scope.GLOBAL) : search;
    }

    /**
     * The search of an upper bound.
     *
     * @return the search, without regularisation unless one was given
     */
    public ThresholdSearch oracleSearch() {
        ThresholdSearch search = search();
        return regularisation == null ? search.withRegularisation(new ThresholdRegularisation.None()) : search;
    }

    /** {@code f1}, {@code f0.5} or {@code precision:0.8}. */
    static final class Objective implements ITypeConverter<ThresholdObjective> {

        private static final String EXPECTED = "f1, another F-beta such as f2 or f0.5, or precision:P";

        @Override
        public ThresholdObjective convert(String value) {
            if (value.startsWith("precision:")) {
                return withNumber(value, "precision:", EXPECTED, ThresholdObjective.WantedPrecision::new);
            }
            return withNumber(value, "f", EXPECTED, ThresholdObjective.FBeta::new);
        }
    }

    /** {@code exact}, {@code grid} or {@code grid:0.01}. */
    static final class Candidates implements ITypeConverter<ThresholdCandidates> {

        @Override
        public ThresholdCandidates convert(String value) {
            return switch (value) {
                case "exact" -> ThresholdCandidates.exact();
                case "grid" -> ThresholdCandidates.grid();
                default -> withNumber(value, "grid:", "exact, grid or grid:STEP", ThresholdCandidates.Grid::new);
            };
        }
    }

    /** {@code none} or a name with its strength. */
    static final class Regularisation implements ITypeConverter<ThresholdRegularisation> {

        private static final String EXPECTED = "none, shrinkage:N, smoothing:W or score-prior:N";

        @Override
        public ThresholdRegularisation convert(String value) {
            if (value.equals("none")) {
                return new ThresholdRegularisation.None();
            }
            if (value.startsWith("shrinkage:")) {
                return withNumber(value, "shrinkage:", EXPECTED, ThresholdRegularisation.Shrinkage::new);
            }
            if (value.startsWith("smoothing:")) {
                return withNumber(value, "smoothing:", EXPECTED, ThresholdRegularisation.GaussianKernel::new);
            }
            return withNumber(value, "score-prior:", EXPECTED, ThresholdRegularisation.ScorePrior::new);
        }
    }

    private static <T> T withNumber(String value, String prefix, String expected, DoubleFunction<? extends T> choice) {
        if (!value.startsWith(prefix)) {
            throw new TypeConversionException("found '" + value + "', expected " + expected);
        }
        double number;
        try {
            number = Double.parseDouble(value.substring(prefix.length()));
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("found '" + value + "', expected " + expected);
        }
        try {
            return choice.apply(number);
        } catch (IllegalArgumentException outside) {
            throw new TypeConversionException(String.valueOf(outside.getMessage()));
        }
    }
}
