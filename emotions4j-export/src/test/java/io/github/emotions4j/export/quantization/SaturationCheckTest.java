package io.github.emotions4j.export.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.fixtures.SaturationCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaturationCheckTest {

    private static final String WEIGHTS = "bert.encoder.layer.1.intermediate.dense.weight.transposed_quantized";

    @Test
    void twoProductsOfTheLargestValuesFitIntoSixteenBits() {
        assertThat(2 * 255 * Int8Matrix.SATURATION_FREE).isLessThanOrEqualTo(Short.MAX_VALUE);
    }

    @Test
    void passesEveryTensorOfOurGraphs(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        assertThat(SaturationCheck.requireSafe(tiny.quantized())).hasSize(14).allSatisfy(range -> assertThat(
                        Math.max(-range.smallest(), range.largest()))
                .isEqualTo(64));
    }

    @ParameterizedTest
    @ValueSource(ints = {65, -65, 127, -128})
    void findsOneWeightThatIsTooLarge(int weight, @TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path graph = tiny.changed(tiny.quantized(), content -> withLastWeight(content, (byte) weight));

        assertThatThrownBy(() -> SaturationCheck.requireSafe(graph))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("weights '" + WEIGHTS + "' range over [" + Math.min(weight, -64) + ", "
                        + Math.max(weight, 64) + "], expected [-64, 64]")
                .hasMessageContaining(graph.toString());
    }

    @Test
    void refusesAnFp32Graph(@TempDir Path folder) throws IOException {
        Path graph = TinyBert.in(folder).exported();

        assertThatThrownBy(() -> SaturationCheck.requireSafe(graph))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("no integer matrix product, expected an INT8 graph in " + graph);
    }

    @Test
    void refusesUnsignedWeights(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        int unsigned = OnnxMl.TensorProto.DataType.UINT8.getNumber();
        Path graph = tiny.changed(tiny.quantized(), content -> {
            int index = indexOf(content, WEIGHTS);
            return content.toBuilder()
                    .setInitializer(
                            index, content.getInitializer(index).toBuilder().setDataType(unsigned))
                    .build();
        });

        assertThatThrownBy(() -> SaturationCheck.requireSafe(graph))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("initializer '" + WEIGHTS + "' has data type 2, expected INT8");
    }

    private static OnnxMl.GraphProto withLastWeight(OnnxMl.GraphProto graph, byte weight) {
        int index = indexOf(graph, WEIGHTS);
        OnnxMl.TensorProto tensor = graph.getInitializer(index);
        byte[] integers = tensor.getRawData().toByteArray();
        integers[integers.length - 1] = weight;
        return graph.toBuilder()
                .setInitializer(index, tensor.toBuilder().setRawData(ByteString.copyFrom(integers)))
                .build();
    }

    private static int indexOf(OnnxMl.GraphProto graph, String name) {
        for (int index = 0; index < graph.getInitializerCount(); index++) {
            if (graph.getInitializer(index).getName().equals(name)) {
                return index;
            }
        }
        throw new AssertionError("no initializer " + name);
    }
}
