package io.github.emotions4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {

    @Test
    void alignsTheFiguresInTheColumnsOfTheReferenceCard() {
        Evaluation evaluation = new Evaluation(
                10,
                0.6,
                0.05,
                List.of(
                        label("joy", 0.25, new ConfusionCounts(3, 1, 2, 4)),
                        label("grief", 0.12345, new ConfusionCounts(0, 0, 1, 9))));

        assertThat(EvaluationText.format("thresholds: dev", evaluation)).isEqualTo("""
                        thresholds: dev
                        examples 10, subset accuracy 0.600
                                  precision  recall     f1    mcc
                        macro         0.375   0.300  0.333  0.204
                        micro         0.750   0.500  0.600
                        weighted      0.625   0.500  0.556
                        never predicted, precision counted as 0: grief

                        label  accuracy  precision  recall     f1    mcc  support  threshold
                        joy       0.700      0.750   0.600  0.667  0.408        5       0.25
                        grief     0.900      0.000   0.000  0.000  0.000        1     0.1235
                        """);
    }

    private static LabelEvaluation label(String name, double threshold, ConfusionCounts counts) {
        return new LabelEvaluation(name, OptionalDouble.of(threshold), counts, Optional.empty());
    }
}
