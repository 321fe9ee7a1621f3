package io.github.emotions4j.export.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.export.internal.onnx.Protos;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphWeightsTest {

    @Test
    void readsTheVeryWeightsThatWereExported(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        Weights read = GraphWeights.read(tiny.exported(), tiny.config());

        assertThat(read.tensors()).containsOnlyKeys(tiny.weights().tensors().keySet());
        tiny.weights().tensors().forEach((name, tensor) -> {
            WeightTensor back = read.require(name, tensor.shape());
            assertThat(back.toArray()).as(name).isEqualTo(tensor.toArray());
        });
    }

    @Test
    void weightsOfAnInt8GraphQuantizeToTheSameFileAgain(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path int8 = tiny.quantized();

        Path again = tiny.quantized(tiny.exported(GraphWeights.read(int8, tiny.config())));

        assertThat(again).hasSameBinaryContentAs(int8);
    }

    @Test
    void weightsOfAnInt8GraphAreNearTheOriginals(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        Weights read = GraphWeights.read(tiny.quantized(), tiny.config());

        float[] original = tiny.weights().require("classifier.weight", 28, 32).toArray();
        float[] back = read.require("classifier.weight", 28, 32).toArray();
        for (int label = 0; label < 28; label++) {
            float largest = 0;
            for (int i = label * 32; i < label * 32 + 32; i++) {
                largest = Math.max(largest, Math.abs(original[i]));
            }
            for (int i = label * 32; i < label * 32 + 32; i++) {
                // Half a step of the label's own scale, and a little for rounding in fp32.
                assertThat(Math.abs(back[i] - original[i])).isLessThanOrEqualTo(largest / 128 * 1.0001f);
            }
        }
    }

    @Test
    void refusesAGraphThatAnotherToolWrote(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        assertThatThrownBy(() -> GraphWeights.read(tiny.torchGraph(), tiny.config()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor 'bert.encoder.layer.0.attention.self.query.weight' is missing")
                .hasMessageContaining(tiny.torchGraph().toString());
    }

    @Test
    void refusesAGraphWithAnotherLabelCount(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        ModelConfig twoLabels = ModelConfig.multiLabel(tiny.config().encoder().orElseThrow(), LabelSet.of("yes", "no"));
        Path graph = tiny.quantized();

        assertThatThrownBy(() -> GraphWeights.read(graph, twoLabels))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor 'classifier.weight' has shape [28, 32], expected [2, 32]");
    }

    @Test
    void refusesScalesThatDoNotFit(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path graph = tiny.changed(tiny.quantized(), content -> {
            OnnxMl.GraphProto.Builder changed = content.toBuilder();
            for (int i = 0; i < changed.getInitializerCount(); i++) {
                if (changed.getInitializer(i).getName().equals("classifier.weight.transposed_scale")) {
                    byte[] oneScale = WeightTensor.of(new float[] {1}, 1).toBytes();
                    changed.setInitializer(
                            i,
                            Protos.tensor(
                                    "classifier.weight.transposed_scale",
                                    OnnxMl.TensorProto.DataType.FLOAT,
                                    List.of(1L),
                                    oneScale));
                }
            }
            return changed.build();
        });

        assertThatThrownBy(() -> GraphWeights.read(graph, tiny.config()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("scales of 'classifier.weight.transposed' are WeightTensor[1]")
                .hasMessageContaining("expected one per column of [32, 28] in " + graph);
    }

    @Test
    void refusesAnotherArchitecture(@TempDir Path folder) throws IOException {
        Path graph = TinyBert.in(folder).exported();
        ModelConfig albert =
                new ModelConfig("albert", LabelSet.goEmotions(), ProblemType.MULTI_LABEL, 512, Optional.empty());

        assertThatThrownBy(() -> GraphWeights.read(graph, albert))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model_type is 'albert', expected one of bert, roberta, distilbert");
    }
}
