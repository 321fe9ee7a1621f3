package io.github.emotions4j.modelfolder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WeightTensorTest {

    @Test
    void transposesAMatrix() {
        WeightTensor transposed =
                WeightTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).transposed();
        assertThat(transposed.shape()).containsExactly(3, 2);
        assertThat(transposed.toArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void onlyAMatrixCanBeTransposed() {
        assertThatThrownBy(() -> WeightTensor.of(new float[] {1}, 1).transposed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WeightTensor[1]");
    }

    @Test
    void bytesAreLittleEndian() {
        assertThat(WeightTensor.of(new float[] {1f}, 1).toBytes()).containsExactly(0, 0, 0x80, 0x3F);
    }

    @Test
    void refusesValuesThatDoNotFillTheShape() {
        assertThatThrownBy(() -> WeightTensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 5 values, expected 6 for shape [2, 3]");
    }

    @Test
    void viewsCannotBeWritten() {
        assertThat(WeightTensor.of(new float[2], 2).values().isReadOnly()).isTrue();
    }
}
