package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Each loss against its formula in doubles. */
class TrainingLossTest {

    private static final EncoderConfig CONFIG = EncoderConfig.bert(10, 4, 1, 1, 4, 8, 2);
    private static final float[][] LOGITS = {{-2, 0.5f, 3}, {1, -0.25f, -4}};
    private static final int[][] LABELS = {{1, 0, 1}, {0, 1, 0}};
    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

    private static EncodedExample example(int row) {
        List<Integer> labelIds = java.util.stream.IntStream.range(0, 3)
                .filter(label -> LABELS[row][label] == 1)
                .boxed()
                .toList();
        return EncodedExample.of(new int[] {1, 2}, labelIds);
    }

    private static double found(Loss loss, DistillationLoss distillation, EncodedExample... examples) {
        TrainingOptions options = TrainingOptions.defaults().toBuilder()
                .loss(loss)
                .distillation(distillation)
                .build();
        try (PointerScope scope = new PointerScope()) {
            Tensor logits = Tensor.create(new float[] {-2, 0.5f, 3, 1, -0.25f, -4}, 2, 3);
            return new TrainingLoss(options)
                    .of(logits, Batch.of(List.of(examples), 3, CONFIG))
                    .item_double();
        }
    }

    private static double found(Loss loss) {
        return found(loss, DistillationLoss.defaults(), example(0), example(1));
    }

    private static double mean(DoubleBinaryOperator lossOfLogitAndLabel) {
        double sum = 0;
        for (int row = 0; row < 2; row++) {
            for (int label = 0; label < 3; label++) {
                sum += lossOfLogitAndLabel.applyAsDouble(LOGITS[row][label], LABELS[row][label]);
            }
        }
        return sum / 6;
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double crossEntropy(double logit, double target) {
        return -target * Math.log(sigmoid(logit)) - (1 - target) * Math.log(1 - sigmoid(logit));
    }

    @Test
    void binaryCrossEntropyWithAndWithoutSmoothing() {
        assertThat(found(Loss.binaryCrossEntropy())).isCloseTo(mean(TrainingLossTest::crossEntropy), ROUNDING);
        assertThat(found(new Loss.BinaryCrossEntropy(0.1)))
                .isCloseTo(mean((logit, label) -> crossEntropy(logit, label * 0.9 + 0.05)), ROUNDING);
    }

    @Test
    void focal() {
        double expected = mean((logit, label) -> {
            double p = label == 1 ? sigmoid(logit) : 1 - sigmoid(logit);
            return -Math.pow(1 - p, 2) * Math.log(p);
        });
        assertThat(found(new Loss.Focal(2))).isCloseTo(expected, ROUNDING);
    }

    @Test
    void asymmetric() {
        double expected = mean((logit, label) -> {
            double p = sigmoid(logit);
            double shifted = Math.max(p - 0.05, 0);
            return label == 1 ? -Math.pow(1 - p, 1) * Math.log(p) : -Math.pow(shifted, 4) * Math.log(1 - shifted);
        });
        assertThat(found(new Loss.Asymmetric(1, 4, 0.05))).isCloseTo(expected, ROUNDING);
    }

    @Test
    void teachersShareTheLossOfLabelledExamplesAndHaveAllOfTheOthers() {
        float[] said = {-1, 2, 0};
        double found = found(
                Loss.binaryCrossEntropy(),
                new DistillationLoss(2, 0.3),
                example(0).withTeacherLogits(said),
                EncodedExample.unlabelled(new int[] {1, 2}, said));
        double expected = 0;
        for (int label = 0; label < 3; label++) {
            double target = sigmoid(said[label] / 2);
            expected += 0.7 * crossEntropy(LOGITS[0][label], LABELS[0][label]);
            expected += 0.3 * 4 * crossEntropy(LOGITS[0][label] / 2, target);
            expected += 4 * crossEntropy(LOGITS[1][label] / 2, target);
        }
        assertThat(found).isCloseTo(expected / 6, ROUNDING);
    }

    @Test
    void anExampleThatNoTeacherKnowsKeepsTheWholeLossOfItsLabels() {
        double found = found(
                Loss.binaryCrossEntropy(),
                new DistillationLoss(1, 1),
                example(0),
                example(1).withTeacherLogits(LOGITS[1]));
        double expected = 0;
        for (int label = 0; label < 3; label++) {
            expected += crossEntropy(LOGITS[0][label], LABELS[0][label]);
            expected += crossEntropy(LOGITS[1][label], sigmoid(LOGITS[1][label]));
        }
        assertThat(found).isCloseTo(expected / 6, ROUNDING);
    }

    @Test
    void refusesValuesOutsideTheirRanges() {
        assertThatThrownBy(() -> new Loss.Focal(-1)).hasMessage("gamma is -1.0, expected at least 0");
        assertThatThrownBy(() -> new Loss.BinaryCrossEntropy(1)).hasMessageContaining("label smoothing is 1.0");
        assertThatThrownBy(() -> new Loss.Asymmetric(0, 0, 1)).hasMessageContaining("margin is 1.0");
        assertThatThrownBy(() -> new DistillationLoss(0, 0.5)).hasMessageContaining("temperature is 0.0");
        assertThatThrownBy(() -> new DistillationLoss(1, 1.5)).hasMessageContaining("share is 1.5");
    }
}
