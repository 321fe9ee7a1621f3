package io.github.emotions4j.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every metric beside scikit-learn's, or scipy's and numpy's, on random and degenerate inputs;
 * {@code src/test/python/golden_metrics.py} made the file. Both sides add the same doubles in other orders, which moves
 * the last digits only.
 */
class MetricsGoldenTest {

    private static final double TOLERANCE = 1e-12;

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream json = MetricsGoldenTest.class.getResourceAsStream("/golden/metrics.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(Objects.requireNonNull(json)).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMetricEqualsScikitLearns(JsonNode expected) {
        Evaluation evaluation = evaluate(expected);

        assertClose(evaluation.accuracy(), expected.get("accuracy"));
        assertClose(evaluation.calibrationError(), expected.get("calibrationError"));
        assertClose(evaluation.adaptiveCalibrationError(), expected.get("adaptiveCalibrationError"));
        assertAverages(evaluation.macro(), expected.get("macro"));
        assertAverages(evaluation.micro(), expected.get("micro"));
        assertAverages(evaluation.weighted(), expected.get("weighted"));
        assertClose(evaluation.macroMcc(), expected.at("/macro/mcc"));
        assertClose(evaluation.macroAveragePrecision(), expected.at("/macro/averagePrecision"));
        assertClose(evaluation.macroRocAuc(), expected.at("/macro/rocAuc"));
        IntStream.range(0, evaluation.labels().size())
                .forEach(id -> assertLabel(
                        evaluation.labels().get(id), expected.get("labels").get(id)));
    }

    private static void assertLabel(LabelEvaluation label, JsonNode expected) {
        ConfusionCounts counts = label.counts();
        assertThat(counts.support()).isEqualTo(expected.get("support").asLong());
        assertClose(counts.accuracy(), expected.get("accuracy"));
        assertClose(counts.precision(), expected.get("precision"));
        assertClose(counts.recall(), expected.get("recall"));
        assertClose(counts.f1(), expected.get("f1"));
        assertClose(counts.fBeta(2), expected.get("fTwo"));
        assertClose(counts.fBeta(0.5), expected.get("fHalf"));
        assertClose(counts.mcc(), expected.get("mcc"));
        assertClose(ranking(label, RankingQuality::averagePrecision), expected.get("averagePrecision"));
        assertClose(ranking(label, RankingQuality::rocAuc), expected.get("rocAuc"));
    }

    private static OptionalDouble ranking(LabelEvaluation label, ToDoubleFunction<RankingQuality> metric) {
        return label.ranking().stream().mapToDouble(metric).findFirst();
    }

    private static void assertAverages(Averages averages, JsonNode expected) {
        assertClose(averages.precision(), expected.get("precision"));
        assertClose(averages.recall(), expected.get("recall"));
        assertClose(averages.f1(), expected.get("f1"));
    }

    private static void assertClose(OptionalDouble found, JsonNode expected) {
        assertThat(found.isPresent()).isEqualTo(!expected.isNull());
        found.ifPresent(value -> assertClose(value, expected));
    }

    private static void assertClose(double found, JsonNode expected) {
        assertThat(expected.isNumber()).isTrue();
        assertThat(found).isCloseTo(expected.doubleValue(), within(TOLERANCE));
    }

    private static Evaluation evaluate(JsonNode given) {
        int labelCount = given.get("labels").size();
        LabelSet labels = new LabelSet(
                IntStream.range(0, labelCount).mapToObj(id -> "label" + id).toList());
        return Evaluation.of(
                TruthMatrix.of(labels, truth(given.get("truth"))),
                ScoreMatrix.of(labels, scores(given.get("scores"))),
                Thresholds.of(labels, numbers(given.get("labels"), label -> label.get("threshold"))));
    }

    private static boolean[][] truth(JsonNode rows) {
        boolean[][] truth = new boolean[rows.size()][];
        for (int row = 0; row < truth.length; row++) {
            JsonNode cells = rows.get(row);
            truth[row] = new boolean[cells.size()];
            for (int cell = 0; cell < cells.size(); cell++) {
                truth[row][cell] = cells.get(cell).asInt() == 1;
            }
        }
        return truth;
    }

    private static double[][] scores(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> numbers(row, cell -> cell))
                .toArray(double[][]::new);
    }

    private static double[] numbers(JsonNode list, UnaryOperator<JsonNode> value) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(entry -> value.apply(entry).doubleValue())
                .toArray();
    }
}
