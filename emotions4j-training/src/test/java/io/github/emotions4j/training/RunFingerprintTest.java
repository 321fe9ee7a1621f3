package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.Activation;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.EncoderDropout;
import io.github.emotions4j.modelfolder.EncoderSize;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A checkpoint resumes only under its own fingerprint, so these literals are those of earlier versions. */
class RunFingerprintTest {

    private static final PretrainedEncoder ENCODER = new PretrainedEncoder(
            "tiny",
            new EncoderConfig(
                    Architecture.BERT,
                    new EncoderSize(10, 4, 3, 1, 4, 8, 2),
                    Activation.GELU,
                    1e-12,
                    0,
                    new EncoderDropout(0.1, 0.1, 0.1),
                    0.02),
            new Weights(Map.of("a.weight", WeightTensor.of(new float[] {1, 2, 3}, 3)), "test"),
            "{}");

    private static final TrainingData DATA = new TrainingData(
            LabelSet.of("joy", "anger"),
            List.of(
                    EncodedExample.of(new int[] {2, 5, 3}, List.of(0)),
                    EncodedExample.unlabelled(new int[] {2, 7, 3}, new float[] {1, -1})),
            List.of(EncodedExample.of(new int[] {2, 6, 3}, List.of(1))));

    @Test
    void isThatOfEarlierVersionsForDefaultOptions() {
        assertThat(RunFingerprint.of(ENCODER, DATA, TrainingOptions.defaults(), TrainingPrecision.FP32, 2))
                .isEqualTo("d2af04a1b3ddcd1c");
    }

    @Test
    void isThatOfEarlierVersionsForOtherOptions() {
        assertThat(RunFingerprint.of(ENCODER, DATA, TrainingOptionsTest.allChanged(), TrainingPrecision.BF16, 3))
                .isEqualTo("21bfb79d4395138c");
    }
}
