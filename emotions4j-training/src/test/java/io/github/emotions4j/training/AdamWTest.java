package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final Offset<Float> FLOAT_ROUNDING = Offset.offset(1e-6f);

    private static float[] afterSteps(String name, double weightDecay, double maxNorm, float[]... gradients) {
        Parameter parameter = Parameter.of(name, WeightTensor.of(new float[] {1, -2}, 2), ScalarType.Float, 1);
        try (Workers workers = new Workers(1)) {
            AdamW optimiser = optimizer(parameter, 2, weightDecay, maxNorm, workers);
            for (int step = 0; step < gradients.length; step++) {
                step(optimiser, Tensor.create(gradients[step], 2), step + 1, 0.1);
            }
            return Parameter.toWeights(parameter.weights()).toArray();
        } finally {
            parameter.close();
        }
    }

    private static AdamW optimizer(
            Parameter parameter, long rowsWithGradient, double weightDecay, double maxNorm, Workers workers) {
        OptimizerOptions options = TrainingOptions.builder()
                .weightDecay(weightDecay)
                .maxGradientNorm(maxNorm)
                .build()
                .optimizer();
        return new AdamW(List.of(parameter), any -> rowsWithGradient, options, workers);
    }

    private static void step(AdamW optimiser, Tensor gradient, long step, double learningRate) {
        double norm = gradient.to(ScalarType.Float).norm().item_double();
        optimiser.step(new TensorVector(gradient), norm, step, learningRate);
    }

    @Test
    void twoStepsEqualTheFormulaWorkedOutByHand() {
        float[] found = afterSteps("dense.weight", 0.01, 100, new float[] {0.5f, -1}, new float[] {0.1f, 0.3f});
        double[] weights = {1, -2};
        double[] mean = {0, 0};
        double[] variance = {0, 0};
        double[][] gradients = {{0.5, -1}, {0.1, 0.3}};
        for (int step = 1; step <= 2; step++) {
            for (int i = 0; i < 2; i++) {
                double gradient = gradients[step - 1][i];
                mean[i] = 0.9 * mean[i] + 0.1 * gradient;
                variance[i] = 0.999 * variance[i] + 0.001 * gradient * gradient;
                double meanHat = mean[i] / (1 - Math.pow(0.9, step));
                double varianceHat = variance[i] / (1 - Math.pow(0.999, step));
                weights[i] -= 0.1 * 0.01 * weights[i];
                weights[i] -= 0.1 * meanHat / (Math.sqrt(varianceHat) + 1e-8);
            }
        }
        assertThat(found[0]).isCloseTo((float) weights[0], FLOAT_ROUNDING);
        assertThat(found[1]).isCloseTo((float) weights[1], FLOAT_ROUNDING);
    }

    @Test
    void biasesAndLayerNormsDoNotDecay() {
        float[] zero = {0, 0};
        assertThat(afterSteps("dense.weight", 0.5, 1, zero)[0]).isCloseTo(0.95f, FLOAT_ROUNDING);
        assertThat(afterSteps("dense.bias", 0.5, 1, zero)[0]).isEqualTo(1f);
        assertThat(afterSteps("output.LayerNorm.weight", 0.5, 1, zero)[0]).isEqualTo(1f);
    }

    @Test
    void clippingScalesTheGradient() {
        Parameter parameter = Parameter.of("a", WeightTensor.of(new float[] {0, 0}, 2), ScalarType.Float, 1);
        try (Workers workers = new Workers(1)) {
            AdamW optimiser = optimizer(parameter, 2, 0, 1, workers);
            step(optimiser, Tensor.create(new float[] {3, 4}, 2), 1, 0.1);
            // the first moment is a tenth of the clipped gradient (0.6, 0.8)
            assertThat(Parameter.toWeights(parameter.mean()).toArray()[0]).isCloseTo(0.06f, FLOAT_ROUNDING);
        } finally {
            parameter.close();
        }
    }

    @Test
    void bf16CopyFollowsTheWeights() {
        Parameter parameter = Parameter.of("a", WeightTensor.of(new float[] {1, 2}, 2), ScalarType.BFloat16, 1);
        try (Workers workers = new Workers(1)) {
            AdamW optimiser = optimizer(parameter, 2, 0, 10, workers);
            Tensor gradient = Tensor.create(new float[] {1, 1}, 2).to(ScalarType.BFloat16);
            step(optimiser, gradient, 1, 0.5);
            float[] copy = Parameter.toWeights(parameter.compute().detach().to(ScalarType.Float))
                    .toArray();
            assertThat(copy[0]).isCloseTo(0.5f, Offset.offset(0.01f));
            assertThat(copy[1]).isCloseTo(1.5f, Offset.offset(0.01f));
        } finally {
            parameter.close();
        }
    }

    @Test
    void threeWorkersUpdateEveryRowOfATableThatIsCutIntoSlices() {
        int rows = 3 * (int) Slice.MOST_ELEMENTS / 2 + 1;
        Parameter parameter = Parameter.of("a", WeightTensor.of(new float[rows * 2], rows, 2), ScalarType.BFloat16, 1);
        try (Workers workers = new Workers(3)) {
            AdamW optimiser = optimizer(parameter, rows, 0, 1e9, workers);
            step(optimiser, torch.ones(rows, 2), 1, 0.5);
            for (Tensor found : List.of(parameter.weights(), parameter.compute().detach())) {
                assertThat(found.min().item_double()).isCloseTo(-0.5, Offset.offset(1e-6));
                assertThat(found.max().item_double()).isCloseTo(-0.5, Offset.offset(1e-6));
            }
        } finally {
            parameter.close();
        }
    }

    @Test
    void rowsWithoutGradientEndWhereTheKernelWouldMoveThem() {
        float[] all = embeddingsAfterThreeSteps(5);
        float[] sparse = embeddingsAfterThreeSteps(2);

        assertThat(sparse).isEqualTo(all);
        assertThat(sparse[8]).isNotEqualTo(1.7f);
    }

    /** Five rows of width two, of which the first two have gradients. */
    private static float[] embeddingsAfterThreeSteps(int rowsWithGradient) {
        float[] start = {.3f, -.7f, 1.1f, .9f, -.2f, .4f, .01f, -3f, 1.7f, -.6f};
        Parameter parameter = Parameter.of("embeddings", WeightTensor.of(start, 5, 2), ScalarType.Float, 0.9);
        try (Workers workers = new Workers(2)) {
            AdamW optimiser = optimizer(parameter, rowsWithGradient, 0.01, 1e9, workers);
            for (int step = 1; step <= 3; step++) {
                Tensor gradient = torch.zeros(rowsWithGradient, 2);
                gradient.narrow(0, 0, 2).fill_(new Scalar(0.1 * step));
                step(optimiser, gradient, step, 0.1 / step);
            }
            return Parameter.toWeights(parameter.weights()).toArray();
        } finally {
            parameter.close();
        }
    }
}
