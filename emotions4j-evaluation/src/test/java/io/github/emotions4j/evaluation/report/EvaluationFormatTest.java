package io.github.emotions4j.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.bootstrap.Comparison;
import io.github.emotions4j.evaluation.bootstrap.Interval;
import io.github.emotions4j.evaluation.bootstrap.Intervals;
import io.github.emotions4j.evaluation.metric.ConfusionCounts;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.metric.LabelEvaluation;
import io.github.emotions4j.evaluation.metric.Metric;
import io.github.emotions4j.evaluation.metric.RankingQuality;
import io.github.emotions4j.evaluation.threshold.ThresholdOrigin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationFormatTest {

    private static final Evaluation EVALUATION = new Evaluation(
            10,
            0.6,
            0.0625,
            OptionalDouble.of(0.03125),
            List.of(
                    new LabelEvaluation(
                            "joy",
                            OptionalDouble.of(0.25),
                            new ConfusionCounts(3, 1, 2, 4),
                            Optional.of(new RankingQuality(0.875, 0.75))),
                    new LabelEvaluation(
                            "grief", OptionalDouble.of(0.12345), new ConfusionCounts(0, 0, 0, 10), Optional.empty())));

    private static final EvaluationResult RESULT =
            new EvaluationResult(ThresholdOrigin.DEV, EVALUATION, Optional.empty());

    @Test
    void textIsAlignedInTheColumnsOfTheReferenceCard() {
        assertThat(EvaluationFormat.TEXT.format(List.of(RESULT))).isEqualTo("""
                        thresholds: chosen on another split (dev)
                        examples 10, subset accuracy 0.600, calibration error 0.062, from score 0.05 on 0.031
                                  precision  recall     f1    mcc  average precision  ROC AUC
                        macro         0.375   0.300  0.333  0.204              0.875    0.750
                        micro         0.750   0.600  0.667
                        weighted      0.750   0.600  0.667
                        never predicted, precision counted as 0: grief
                        never true, recall counted as 0: grief

                        label  accuracy  precision  recall     f1    mcc  support  threshold
                        joy       0.700      0.750   0.600  0.667  0.408        5       0.25
                        grief     1.000      0.000   0.000  0.000  0.000        0     0.1235
                        """);
    }

    @Test
    void textTakesAHeadingOfTheCallers() {
        assertThat(EvaluationText.format("dev", EVALUATION)).startsWith("dev\nexamples 10, subset accuracy 0.600");
    }

    @Test
    void markdownIsTheReferenceCardsTable() {
        assertThat(EvaluationFormat.MARKDOWN.format(List.of(RESULT))).isEqualTo("""
                        **thresholds: chosen on another split (dev)**

                        | average | precision | recall | f1 |
                        | --- | --- | --- | --- |
                        | macro | 0.375 | 0.300 | 0.333 |
                        | micro | 0.750 | 0.600 | 0.667 |
                        | weighted | 0.750 | 0.600 | 0.667 |

                        Subset accuracy 0.600, macro MCC 0.204, examples 10.

                        Whatever the thresholds: macro average precision 0.875, macro ROC AUC 0.750, \
                        calibration error 0.062, of scores from 0.05 on 0.031.

                        | | accuracy | precision | recall | f1 | mcc | support | threshold |
                        | --- | --- | --- | --- | --- | --- | --- | --- |
                        | joy | 0.700 | 0.750 | 0.600 | 0.667 | 0.408 | 5 | 0.25 |
                        | grief | 1.000 | 0.000 | 0.000 | 0.000 | 0.000 | 0 | 0.1235 |
                        """);
    }

    @Test
    void csvHasARowPerLabelAndPerAverageWithEveryDigit() {
        assertThat(EvaluationFormat.CSV.format(List.of(RESULT)).lines())
                .containsExactly(
                        "thresholds,row,label,accuracy,precision,recall,f1,mcc,support,threshold,averagePrecision,"
                                + "rocAuc,calibrationError,adaptiveCalibrationError",
                        "dev,label,joy,0.7,0.75,0.6,0.6666666666666666,0.408248290463863,5,0.25,0.875,0.75,,",
                        "dev,label,grief,1.0,0.0,0.0,0.0,0.0,0,0.12345,,,,",
                        "dev,macro,,0.6,0.375,0.3,0.3333333333333333,0.2041241452319315,10,,0.875,0.75,0.0625,0.03125",
                        "dev,micro,,,0.75,0.6,0.6666666666666666,,,,,,,",
                        "dev,weighted,,,0.75,0.6,0.6666666666666666,,,,,,,");
    }

    @Test
    void csvQuotesALabelThatNeedsIt() {
        LabelEvaluation odd = new LabelEvaluation(
                "a, \"b\"", OptionalDouble.empty(), new ConfusionCounts(1, 0, 0, 0), Optional.empty());
        EvaluationResult result = new EvaluationResult(
                ThresholdOrigin.FIXED, new Evaluation(1, 1, 0, OptionalDouble.empty(), List.of(odd)), Optional.empty());

        assertThat(EvaluationFormat.CSV.format(List.of(result))).contains("label,\"a, \"\"b\"\"\",1.0");
        assertThat(EvaluationFormat.TEXT.format(List.of(result))).contains("1          -\n");
    }

    @Test
    void jsonHasTheDocumentedFields() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(EvaluationFormat.JSON.format(List.of(RESULT)));

        assertThat(names(json))
                .containsExactly(
                        "examples",
                        "accuracy",
                        "macro",
                        "micro",
                        "weighted",
                        "calibrationError",
                        "adaptiveCalibrationError",
                        "thresholds",
                        "labels",
                        "undefined");
        assertThat(names(json.get("macro")))
                .containsExactly("precision", "recall", "f1", "mcc", "averagePrecision", "rocAuc");
        assertThat(names(json.get("micro"))).containsExactly("precision", "recall", "f1");
        assertThat(names(json.get("labels").get(0)))
                .containsExactly(
                        "label",
                        "accuracy",
                        "precision",
                        "recall",
                        "f1",
                        "mcc",
                        "support",
                        "threshold",
                        "averagePrecision",
                        "rocAuc");
        assertThat(json.get("examples").intValue()).isEqualTo(10);
        assertThat(json.at("/labels/0/averagePrecision").doubleValue()).isEqualTo(0.875);
        assertThat(json.at("/labels/1/rocAuc").isNull()).isTrue();
        assertThat(json.at("/undefined/f1/0").textValue()).isEqualTo("grief");
        assertThat(json.get("thresholds").textValue()).isEqualTo("dev");
    }

    @Test
    void jsonListsIntervalsAndSeveralResults() throws JsonProcessingException {
        Map<Metric, Interval> overall = Arrays.stream(Metric.values())
                .collect(Collectors.toMap(Function.identity(), metric -> new Interval(0.25, 0.5)));
        EvaluationResult sure = new EvaluationResult(
                ThresholdOrigin.MODEL,
                EVALUATION,
                Optional.of(new Intervals(overall, List.of(new Interval(0, 1), new Interval(0, 0)))));

        JsonNode json = new ObjectMapper().readTree(EvaluationFormat.JSON.format(List.of(RESULT, sure)));

        assertThat(json.size()).isEqualTo(2);
        assertThat(json.at("/1/intervals/macroF1/0").doubleValue()).isEqualTo(0.25);
        assertThat(json.at("/1/intervals/macroF1/1").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/1/intervals/macroRocAuc/1").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/1/intervals/labelF1/joy/1").doubleValue()).isEqualTo(1);
        assertThat(EvaluationFormat.TEXT.format(List.of(sure)))
                .contains("macroF1 [0.250, 0.500],\n", "  macroRocAuc [0.250, 0.500], calibrationError [");
        assertThat(EvaluationFormat.MARKDOWN.format(List.of(sure))).contains("macro F1 95 % interval [0.250, 0.500]");
        assertThat(EvaluationFormat.MARKDOWN.format(List.of(sure)))
                .contains("macro average precision 0.875 [0.250, 0.500], macro ROC AUC 0.750 [0.250, 0.500]");
    }

    @Test
    void csvHasTheEndsOfIntervalsInRowsOfTheirOwn() {
        Map<Metric, Interval> overall = Map.of(
                Metric.MACRO_F1, new Interval(0.25, 0.5),
                Metric.CALIBRATION_ERROR, new Interval(0.01, 0.02),
                Metric.MICRO_F1, new Interval(0.125, 0.75));
        Intervals intervals = new Intervals(overall, List.of(new Interval(0.5, 1), new Interval(0, 0)));
        EvaluationResult sure = new EvaluationResult(ThresholdOrigin.ORACLE, EVALUATION, Optional.of(intervals));

        assertThat(EvaluationFormat.CSV.format(List.of(sure)).lines().skip(6))
                .containsExactly(
                        "oracle,label-low,joy,,,,0.5,,,,,,,",
                        "oracle,label-high,joy,,,,1.0,,,,,,,",
                        "oracle,label-low,grief,,,,0.0,,,,,,,",
                        "oracle,label-high,grief,,,,0.0,,,,,,,",
                        "oracle,macro-low,,,,,0.25,,,,,,0.01,",
                        "oracle,macro-high,,,,,0.5,,,,,,0.02,",
                        "oracle,micro-low,,,,,0.125,,,,,,,",
                        "oracle,micro-high,,,,,0.75,,,,,,,",
                        "oracle,weighted-low,,,,,,,,,,,,",
                        "oracle,weighted-high,,,,,,,,,,,,");
    }

    @Test
    void jsonSaysNullForAnIntervalThatDoesNotExist() throws JsonProcessingException {
        Intervals intervals = new Intervals(Map.of(Metric.MACRO_F1, new Interval(0.25, 0.5)), List.of());
        EvaluationResult unsure = new EvaluationResult(ThresholdOrigin.DEV, EVALUATION, Optional.of(intervals));

        JsonNode json = new ObjectMapper().readTree(EvaluationFormat.JSON.format(List.of(unsure)));

        assertThat(json.at("/intervals/macroRocAuc").isNull()).isTrue();
        assertThat(EvaluationFormat.TEXT.format(List.of(unsure))).contains("95 % intervals: macroF1 [0.250, 0.500]\n");
    }

    @Test
    void refusesNothingToFormat() {
        assertThatThrownBy(() -> EvaluationFormat.JSON.format(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no result");
    }

    @Test
    void aComparisonSaysWhetherItsIntervalExcludesZero() {
        Comparison.Difference sure = new Comparison.Difference(0.02, new Interval(0.01, 0.03));
        Comparison.Difference unsure = new Comparison.Difference(-0.01, new Interval(-0.03, 0.01));
        Map<Metric, Comparison.Difference> overall = Arrays.stream(Metric.values())
                .collect(Collectors.toMap(Function.identity(), metric -> metric == Metric.MACRO_F1 ? sure : unsure));
        Comparison comparison = new Comparison(overall, List.of(unsure));

        String text = ComparisonText.format("mine", "theirs", LabelSet.of("joy"), comparison);

        assertThat(text).startsWith("mine minus theirs");
        assertThat(text.lines().filter(line -> line.startsWith("macroF1")))
                .singleElement()
                .asString()
                .contains("+0.020", "[+0.010, +0.030]", "yes");
        assertThat(text.lines().filter(line -> line.startsWith("f1 of joy")))
                .singleElement()
                .asString()
                .contains("-0.010", "no");
        assertThatThrownBy(() -> ComparisonText.format("a", "b", LabelSet.of("x", "y"), comparison))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("differences of 1 labels, expected 2");
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
