package io.github.emotions4j.export.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class Int8MatrixTest {

    @Test
    void scalesEachColumnToSevenBitsAndRoundsHalvesToEven() {
        WeightTensor weights = WeightTensor.of(new float[] {64, 0.5f, -1.5f, 0.25f, 2.5f, -0.125f}, 3, 2);

        Int8Matrix matrix = Int8Matrix.ofWeights(weights, "weights");

        // Column 0 holds 64, -1.5, 2.5 with scale 1; column 1 holds 0.5, 0.25, -0.125 with scale 0.5 / 64.
        assertThat(bytes(matrix)).containsExactly(64, 64, -2, 32, 2, -16);
        assertThat(scales(matrix)).containsExactly(1f, 0.0078125f);
    }

    @Test
    void scalesEachRowOfATableToEightBits() {
        WeightTensor table = WeightTensor.of(new float[] {-127, 63.5f, 0, 1, 0.5f, -1}, 2, 3);

        Int8Matrix matrix = Int8Matrix.ofTable(table, "table");

        assertThat(bytes(matrix)).containsExactly(-127, 64, 0, 127, 64, -127);
        assertThat(matrix.scales("scales").getDimsList()).containsExactly(2L, 1L);
    }

    @Test
    void turnsAColumnOfZerosIntoZeros() {
        WeightTensor weights = WeightTensor.of(new float[] {0, 1, -0f, 2}, 2, 2);

        Int8Matrix matrix = Int8Matrix.ofWeights(weights, "weights");

        assertThat(bytes(matrix)).containsExactly(0, 32, 0, 64);
        assertThat(scales(matrix)).containsExactly(1f, 0.03125f);
    }

    @Test
    void turnsNumbersNextToNothingIntoZeros() {
        WeightTensor weights = WeightTensor.of(new float[] {Float.MIN_VALUE, -Float.MIN_VALUE}, 2, 1);

        assertThat(bytes(Int8Matrix.ofWeights(weights, "weights"))).containsExactly(0, 0);
    }

    @Test
    void reportsTheErrorCountedByHand() {
        WeightTensor weights = WeightTensor.of(new float[] {64, 0.25f, -3}, 3, 1);

        QuantizedTensor errors =
                Int8Matrix.ofWeights(weights, "weights").errors(weights, "weights", QuantizedTensor.Use.MATMUL);

        assertThat(errors.worstError()).isEqualTo(0.25);
        assertThat(errors.relativeError()).isCloseTo(0.25 / Math.sqrt(64 * 64 + 0.0625 + 9), within(1e-12));
    }

    @Test
    void refusesAWeightThatIsNotFinite() {
        WeightTensor weights = WeightTensor.of(new float[] {0, 1, 2, Float.NaN}, 2, 2);

        assertThatThrownBy(() -> Int8Matrix.ofWeights(weights, "dense.weight"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("tensor 'dense.weight' holds NaN at [1, 1], expected finite numbers");
    }

    private static byte[] bytes(Int8Matrix matrix) {
        return matrix.integers("integers").getRawData().toByteArray();
    }

    private static float[] scales(Int8Matrix matrix) {
        OnnxMl.TensorProto scales = matrix.scales("scales");
        float[] values = new float[scales.getRawData().size() / Float.BYTES];
        scales.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
