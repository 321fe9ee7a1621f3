package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.modelfolder.Activation;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.EncoderDropout;
import io.github.emotions4j.modelfolder.EncoderSize;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** Six token embeddings of width two, of which the training text uses those of token ids 3 and 5. */
class TokenEmbeddingsTest {

    private static final String NAME = "bert.embeddings.word_embeddings.weight";
    private static final EncoderConfig CONFIG = new EncoderConfig(
            Architecture.BERT,
            new EncoderSize(6, 2, 1, 1, 2, 8, 2),
            Activation.GELU,
            1e-12,
            1,
            new EncoderDropout(0, 0, 0),
            0.02);
    private static final List<EncodedExample> TRAIN = List.of(EncodedExample.of(new int[] {5, 3, 5}, List.of()));

    private static final float[] MATRIX = {0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51};

    private static void with(Consumer<List<Parameter>> test) {
        List<Parameter> parameters = List.of(
                Parameter.of("other.weight", WeightTensor.of(new float[] {7, 7, 7}, 3), ScalarType.Float, 1),
                Parameter.of(NAME, WeightTensor.of(MATRIX, 6, 2), ScalarType.Float, 1));
        try (PointerScope scope = new PointerScope()) {
            test.accept(parameters);
        } finally {
            parameters.forEach(Parameter::close);
        }
    }

    private static float[] values(Tensor tensor) {
        return Parameter.toWeights(tensor.detach().contiguous()).toArray();
    }

    @Test
    void tokenIdsKeepTheirEmbeddingsThoughRowsMove() {
        with(parameters -> {
            try (TokenEmbeddings embeddings = TokenEmbeddings.of(CONFIG, parameters, TRAIN)) {
                assertThat(values(parameters.get(1).weights())).startsWith(0, 1, 10, 11, 30, 31, 50, 51);
                Tensor tokenIds = Tensor.create(new long[] {2, 5, 0, 3}, 2, 2);

                assertThat(values(embeddings.embeddings(tokenIds))).containsExactly(20, 21, 50, 51, 0, 1, 30, 31);
                assertThat(embeddings.embeddings(tokenIds).shape()).containsExactly(2, 2, 2);
            }
        });
    }

    @Test
    void aStepLooksUpTheSameEmbeddings() {
        with(parameters -> {
            try (TokenEmbeddings embeddings = TokenEmbeddings.of(CONFIG, parameters, TRAIN)) {
                StepTokenEmbeddings step = embeddings.ofStep(TRAIN);
                Tensor tokenIds = Tensor.create(new long[] {5, 3, 1}, 1, 3);

                assertThat(step.leaf().shape()).containsExactly(3, 2);
                assertThat(values(step.embeddings(tokenIds))).containsExactly(50, 51, 30, 31, 10, 11);
            }
        });
    }

    @Test
    void gradientsOfAStepAreScatteredOverTheRowsWithGradientAndCleared() {
        with(parameters -> {
            try (TokenEmbeddings embeddings = TokenEmbeddings.of(CONFIG, parameters, TRAIN)) {
                StepTokenEmbeddings step = embeddings.ofStep(TRAIN);
                TensorVector gradients = new TensorVector(torch.zeros(3), torch.ones(3, 2));
                embeddings.scatterGradient(step, gradients);

                Tensor scattered = gradients.get(1);
                assertThat(values(scattered)).containsExactly(0, 0, 1, 1, 1, 1, 1, 1);
                embeddings.clearGradient(step);
                assertThat(values(scattered)).containsOnly(0);
            }
        });
    }

    @Test
    void knowsHowManyRowsCanHaveAGradient() {
        with(parameters -> {
            try (TokenEmbeddings embeddings = TokenEmbeddings.of(CONFIG, parameters, TRAIN)) {
                assertThat(embeddings.rowsWithGradient(parameters.get(1))).isEqualTo(4);
                assertThat(embeddings.rowsWithGradient(parameters.get(0))).isEqualTo(3);
            }
        });
    }

    @Test
    void rowsReturnToTheOrderOfTokenIds() {
        with(parameters -> {
            try (TokenEmbeddings embeddings = TokenEmbeddings.of(CONFIG, parameters, TRAIN)) {
                embeddings.restoreTokenIdOrder();

                assertThat(values(parameters.get(1).weights())).containsExactly(MATRIX);
            }
        });
    }

    @Test
    void aModelWithoutTokenEmbeddingsIsRefused() {
        assertThatThrownBy(() -> TokenEmbeddings.parameterIndex(CONFIG, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(NAME);
    }
}
