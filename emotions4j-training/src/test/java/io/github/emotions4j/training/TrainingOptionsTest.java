package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {

    private static void assertRefused(UnaryOperator<TrainingOptions.Builder> change, String message) {
        TrainingOptions.Builder builder = change.apply(TrainingOptions.defaults().toBuilder());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void defaultsAreTheReferenceCards() {
        TrainingOptions card = TrainingOptions.defaults();
        assertThat(card.schedule().epochs()).isEqualTo(3);
        assertThat(card.optimizer().learningRate()).isEqualTo(2e-5);
        assertThat(card.optimizer().weightDecay()).isEqualTo(0.01);
        assertThat(card.classifier().headInitialization()).isEqualTo(HeadInitialization.STANDARD);
    }

    @Test
    void refusesValuesOutsideTheirRange() {
        assertRefused(options -> options.epochs(0), "epochs is 0, expected at least 1");
        assertRefused(options -> options.learningRate(-1), "learning rate is -1.0");
        assertRefused(options -> options.headLearningRateFactor(0), "head rate factor");
        assertRefused(options -> options.batchSize(0), "batch size");
        assertRefused(options -> options.weightDecay(-0.1), "weight decay");
        assertRefused(options -> options.warmup(1), "warmup");
        assertRefused(options -> options.maxGradientNorm(0), "max gradient norm");
        assertRefused(options -> options.dropout(1), "dropout");
        assertRefused(options -> options.threads(-1), "threads");
        assertRefused(options -> options.checkpointInterval(java.time.Duration.ofSeconds(-1)), "checkpoint interval");
    }

    /** Checkpoints and cached scores of earlier versions are found by this text. */
    @Test
    void fingerprintTextIsThatOfEarlierVersions() {
        assertThat(TrainingOptions.defaults().fingerprintText())
                .isEqualTo("TrainingOptions[epochs=3, learningRate=2.0E-5, headRateFactor=1.0, batchSize=16,"
                        + " weightDecay=0.01, warmup=0.0, maxGradientNorm=1.0, dropout=OptionalDouble.empty,"
                        + " headStart=STANDARD, loss=BinaryCrossEntropy[labelSmoothing=0.0],"
                        + " distillation=Distillation[temperature=1.0, share=0.5], layerDecay=1.0, order=SHUFFLED,"
                        + " precision=AUTO, threads=0, seed=42, checkpointInterval=PT3M]");
        assertThat(allChanged().fingerprintText())
                .isEqualTo("TrainingOptions[epochs=2, learningRate=2.0E-4, headRateFactor=10.0, batchSize=32,"
                        + " weightDecay=0.02, warmup=0.06, maxGradientNorm=2.0, dropout=OptionalDouble[0.2],"
                        + " headStart=LOG_ODDS, loss=Asymmetric[gammaPositive=1.0, gammaNegative=4.0, margin=0.05],"
                        + " distillation=Distillation[temperature=2.0, share=0.7], layerDecay=0.9, order=SEQUENTIAL,"
                        + " precision=BF16, threads=3, seed=7, checkpointInterval=PT5S]");
    }

    static TrainingOptions allChanged() {
        return TrainingOptions.builder()
                .epochs(2)
                .learningRate(2e-4)
                .headLearningRateFactor(10)
                .batchSize(32)
                .weightDecay(0.02)
                .warmup(0.06)
                .maxGradientNorm(2)
                .dropout(0.2)
                .headInitialization(HeadInitialization.LOG_ODDS)
                .loss(new Loss.Asymmetric(1, 4, 0.05))
                .distillation(new DistillationLoss(2, 0.7))
                .layerwiseLearningRateDecay(0.9)
                .order(ScheduleOptions.Order.SEQUENTIAL)
                .precision(TrainingPrecision.BF16)
                .threads(3)
                .seed(7)
                .checkpointInterval(java.time.Duration.ofSeconds(5))
                .build();
    }

    @Test
    void builderKeepsWhatItDoesNotChange() {
        TrainingOptions changed = TrainingOptions.defaults().toBuilder().seed(9).build();
        assertThat(changed.toBuilder().seed(42).build()).isEqualTo(TrainingOptions.defaults());
    }
}
