package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
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
        assertThat(card.epochs()).isEqualTo(3);
        assertThat(card.learningRate()).isEqualTo(2e-5);
        assertThat(card.weightDecay()).isEqualTo(0.01);
        assertThat(card.headStart()).isEqualTo(HeadInitialization.STANDARD);
    }

    @Test
    void refusesValuesOutsideTheirRange() {
        assertRefused(options -> options.epochs(0), "epochs is 0, expected at least 1");
        assertRefused(options -> options.learningRate(-1), "learning rate is -1.0");
        assertRefused(options -> options.headRateFactor(0), "head rate factor");
        assertRefused(options -> options.batchSize(0), "batch size");
        assertRefused(options -> options.weightDecay(-0.1), "weight decay");
        assertRefused(options -> options.warmup(1), "warmup");
        assertRefused(options -> options.maxGradientNorm(0), "max gradient norm");
        assertRefused(options -> options.dropout(OptionalDouble.of(1)), "dropout");
        assertRefused(options -> options.threads(-1), "threads");
        assertRefused(options -> options.checkpointInterval(java.time.Duration.ofSeconds(-1)), "checkpoint interval");
    }

    @Test
    void builderKeepsWhatItDoesNotChange() {
        TrainingOptions changed = TrainingOptions.defaults().toBuilder().seed(9).build();
        assertThat(changed.toBuilder().seed(42).build()).isEqualTo(TrainingOptions.defaults());
    }
}
