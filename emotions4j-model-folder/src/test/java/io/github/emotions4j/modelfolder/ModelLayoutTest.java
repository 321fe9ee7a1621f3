package io.github.emotions4j.modelfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelLayoutTest {

    @Test
    void looksForGraphsInTheFolderThenInOnnx() {
        assertThat(ModelLayout.graphs(GraphPrecision.FP32)).containsExactly("model.onnx", "onnx/model.onnx");
        assertThat(ModelLayout.graphs(GraphPrecision.INT8))
                .containsExactly("model_quantized.onnx", "onnx/model_quantized.onnx");
        assertThat(ModelLayout.graphs(GraphPrecision.AUTO))
                .containsExactly("model_quantized.onnx", "onnx/model_quantized.onnx", "model.onnx", "onnx/model.onnx");
    }

    @Test
    void findsExternalDataInPartsWithoutGaps() {
        Set<String> files = Set.of("m.onnx_data", "m.onnx_data_1", "m.onnx_data_2", "m.onnx_data_4", "m.onnx.data");

        assertThat(ModelLayout.externalData("m.onnx", files::contains))
                .containsExactly("m.onnx.data", "m.onnx_data", "m.onnx_data_1", "m.onnx_data_2");
    }

    @Test
    void asksForNoMoreExternalDataThanCanBeThere() {
        List<String> asked = new ArrayList<>();

        assertThat(ModelLayout.externalData("onnx/model.onnx", name -> {
                    asked.add(name);
                    return false;
                }))
                .isEmpty();
        assertThat(asked).containsExactly("onnx/model.onnx.data", "onnx/model.onnx_data");
    }

    @Test
    void listsEveryFileOfATokenizer() {
        assertThat(ModelLayout.tokenizerFiles())
                .containsExactlyInAnyOrder(
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "special_tokens_map.json",
                        "added_tokens.json",
                        "vocab.txt",
                        "vocab.json",
                        "merges.txt");
    }

    @Test
    void knowsAModelByAnyOfItsOwnFiles() {
        assertThat(ModelLayout.ownFiles())
                .startsWith("config.json")
                .contains(
                        "tokenizer.json",
                        "model.safetensors",
                        "model.safetensors.index.json",
                        "onnx/model.onnx",
                        "thresholds.json",
                        "README.md");
    }
}
