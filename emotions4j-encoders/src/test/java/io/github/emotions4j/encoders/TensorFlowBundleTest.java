package io.github.emotions4j.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.weights.ClassifierTensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads a bundle that TensorFlow wrote; see {@code make_saved_model.py} of the fixtures. */
class TensorFlowBundleTest {

    private static final String INDEX = "variables/variables.index";
    private static final String DATA = "variables/variables.data-00000-of-00001";

    private static Map<String, WeightTensor> read(byte[] index, byte[] data) throws IOException {
        return TensorFlowBundle.index(index, "the.index").read(new ByteArrayInputStream(data));
    }

    private static Map<String, WeightTensor> read() throws IOException {
        return read(Fixtures.tinySavedModel(INDEX), Fixtures.tinySavedModel(DATA));
    }

    private static WeightTensor tensor(Map<String, WeightTensor> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    @Test
    void everyVariableHasTheValuesThatTensorFlowWrote() throws IOException {
        Map<String, WeightTensor> variables = read();
        List<String> names = new ArrayList<>(variables.keySet());
        names.sort(null);
        assertThat(names).hasSize(205).contains("global_step", "module/bert/encoder/layer_11/output/dense/kernel");
        for (int number = 0; number < names.size(); number++) {
            float[] values = tensor(variables, names.get(number)).toArray();
            for (int k = 0; k < values.length; k++) {
                assertThat(values[k]).isEqualTo(number + k / 1024f);
            }
        }
        assertThat(tensor(variables, "module/bert/embeddings/word_embeddings").shape())
                .containsExactly(10, 4);
    }

    @Test
    void variablesOfBertGetTransformersNamesAndLayout() throws IOException {
        Map<String, WeightTensor> variables = read();
        Weights weights = TensorFlowBert.weights(variables, "tiny");
        EncoderConfig config = OnnxEncoder.config(weights, 2);
        assertThat(config.layerCount()).isEqualTo(12);
        assertThat(config.intermediateSize()).isEqualTo(6);
        ClassifierTensors.encoder(config)
                .forEach((name, shape) -> weights.require(
                        name, shape.stream().mapToLong(Long::longValue).toArray()));
        weights.require("bert.pooler.dense.weight", 4, 4);
        weights.require("cls.predictions.bias", 10);
        assertThat(weights.tensors().keySet()).noneMatch(name -> name.contains("global_step"));
        float[] kernel = tensor(variables, "module/bert/encoder/layer_3/intermediate/dense/kernel")
                .toArray();
        float[] matrix = weights.require("bert.encoder.layer.3.intermediate.dense.weight", 6, 4)
                .toArray();
        assertThat(matrix[4 * 5 + 2]).isEqualTo(kernel[6 * 2 + 5]);
    }

    @Test
    void damageIsAnErrorThatNamesTheFile() {
        byte[] index = Fixtures.tinySavedModel(INDEX);
        byte[] data = Fixtures.tinySavedModel(DATA);
        byte[] otherIndex = index.clone();
        otherIndex[100] ^= 1;
        assertRefused(otherIndex, data, "checksum of a block is wrong in the.index");
        assertRefused(new byte[10], data, "file has 10 bytes, expected at least 48 in the.index");
        assertRefused(new byte[100], data, "expected a variables.index in the.index");
        byte[] otherData = data.clone();
        otherData[data.length / 2] ^= 1;
        assertRefused(index, otherData, "checksum of variable 'module/bert/");
        assertRefused(index, Arrays.copyOf(data, data.length - 1), "data file ends inside variable '");
    }

    private static void assertRefused(byte[] index, byte[] data, String message) {
        assertThatThrownBy(() -> read(index, data))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }
}
