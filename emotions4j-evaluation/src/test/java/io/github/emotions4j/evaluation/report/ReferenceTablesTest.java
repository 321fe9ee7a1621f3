package io.github.emotions4j.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.evaluation.internal.Decimals;
import io.github.emotions4j.evaluation.metric.Averages;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The two per-label tables of the reference card follow from whole numbers of right and wrong decisions on 5,427
 * comments. Each row's counts are searched for, and our averages of them are the card's.
 */
class ReferenceTablesTest {

    private static final long EXAMPLES = 5427;

    private final List<List<ConfusionCounts>> half = candidates("per-label-threshold-0.5.csv");
    private final List<List<ConfusionCounts>> tuned = candidates("per-label-threshold-tuned-on-test.csv");

    @Test
    void everyRowHasCountsThatPrintItsDigits() {
        assertThat(half).hasSize(28).noneMatch(List::isEmpty);
        assertThat(tuned).hasSize(28).noneMatch(List::isEmpty);
    }

    @Test
    void macroAveragesComeOutAsPrinted() {
        assertThat(printed(Averages.macro(first(half)))).isEqualTo("0.575 0.396 0.450");
        assertThat(printed(Averages.macro(first(tuned)))).isEqualTo("0.542 0.577 0.541");
    }

    @Test
    void macroF1IsTheSameToFourDigitsWhicheverCountsFit() {
        assertThat(Decimals.fixed(Averages.macro(lowest(half)).f1(), 4)).isEqualTo("0.4503");
        assertThat(Decimals.fixed(Averages.macro(highest(half)).f1(), 4)).isEqualTo("0.4503");
        assertThat(Decimals.fixed(Averages.macro(lowest(tuned)).f1(), 4)).isEqualTo("0.5411");
        assertThat(Decimals.fixed(Averages.macro(highest(tuned)).f1(), 4)).isEqualTo("0.5411");
    }

    @Test
    void weightedAveragesComeOutAsPrinted() {
        assertThat(printed(Averages.weighted(lowest(tuned)))).isEqualTo("0.572 0.677 0.611");
        assertThat(printed(Averages.weighted(highest(tuned)))).isEqualTo("0.572 0.677 0.611");
    }

    @Test
    void theCountsBoundTheMicroF1ThatTheCardDoesNotPrint() {
        assertThat(Decimals.fixed(microF1(half, Comparator.naturalOrder()), 4)).isEqualTo("0.5854");
        assertThat(Decimals.fixed(microF1(half, Comparator.reverseOrder()), 4)).isEqualTo("0.5855");
        assertThat(Decimals.fixed(microF1(tuned, Comparator.naturalOrder()), 4)).isEqualTo("0.6064");
        assertThat(Decimals.fixed(microF1(tuned, Comparator.reverseOrder()), 4)).isEqualTo("0.6066");
    }

    /** For each row, all counts that print its five figures. */
    private static List<List<ConfusionCounts>> candidates(String file) {
        return lines(file).stream()
                .skip(1)
                .map(line -> candidatesOf(line.split(",")))
                .toList();
    }

    private static List<ConfusionCounts> candidatesOf(String[] row) {
        long support = Long.parseLong(row[6]);
        String figures = String.join(" ", row[1], row[2], row[3], row[4], row[5]);
        List<ConfusionCounts> fitting = new ArrayList<>();
        for (long truePositives = 0; truePositives <= support; truePositives++) {
            if (!Decimals.three((double) truePositives / support).equals(row[3])) {
                continue;
            }
            for (long predicted = truePositives; predicted <= EXAMPLES - support + truePositives; predicted++) {
                ConfusionCounts counts = ConfusionCounts.of(truePositives, predicted, support, EXAMPLES);
                if (Math.abs(counts.accuracy() - Double.parseDouble(row[1])) < 0.001
                        && figures(counts).equals(figures)) {
                    fitting.add(counts);
                }
            }
        }
        return fitting;
    }

    private static String figures(ConfusionCounts counts) {
        return String.join(
                " ",
                Decimals.three(counts.accuracy()),
                Decimals.three(counts.precision()),
                Decimals.three(counts.recall()),
                Decimals.three(counts.f1()),
                signed(counts.mcc()));
    }

    /**
     * The card's printer keeps the sign of a negative figure that rounds to zero, which rules out one count of grief.
     */
    private static String signed(double value) {
        String digits = Decimals.three(value);
        return value < 0 && !digits.startsWith("-") ? "-" + digits : digits;
    }

    private static List<ConfusionCounts> first(List<List<ConfusionCounts>> rows) {
        return rows.stream().map(row -> row.get(0)).toList();
    }

    private static List<ConfusionCounts> lowest(List<List<ConfusionCounts>> rows) {
        Comparator<ConfusionCounts> byF1 = Comparator.comparingDouble(ConfusionCounts::f1);
        return rows.stream().map(row -> row.stream().min(byF1).orElseThrow()).toList();
    }

    private static List<ConfusionCounts> highest(List<List<ConfusionCounts>> rows) {
        Comparator<ConfusionCounts> byF1 = Comparator.comparingDouble(ConfusionCounts::f1);
        return rows.stream().map(row -> row.stream().max(byF1).orElseThrow()).toList();
    }

    /** The lowest or highest micro-F1 of all combinations; few rows have more than one candidate. */
    private static double microF1(List<List<ConfusionCounts>> rows, Comparator<Double> order) {
        List<ConfusionCounts> sums = List.of(ConfusionCounts.NONE);
        for (List<ConfusionCounts> row : rows) {
            sums = sums.stream()
                    .flatMap(sum -> row.stream().map(sum::plus))
                    .distinct()
                    .toList();
        }
        return sums.stream().map(ConfusionCounts::f1).min(order).orElseThrow();
    }

    private static String printed(Averages averages) {
        return Decimals.three(averages.precision()) + " " + Decimals.three(averages.recall()) + " "
                + Decimals.three(averages.f1());
    }

    private static List<String> lines(String file) {
        try (InputStream csv = ReferenceTablesTest.class.getResourceAsStream("/reference/" + file)) {
            return new String(Objects.requireNonNull(csv).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
