package io.github.emotions4j.modelfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir
    Path folder;

    @Test
    void opensWhatTransformersWrites() throws IOException {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER, ModelPart.VOCABULARY);

        ModelFolder model = ModelFolder.open(folder);

        assertThat(model.path()).isEqualTo(folder);
        assertThat(model).hasToString(folder.toString());
        assertThat(model.config()).isEqualTo(ModelConfig.read(folder));
        assertThat(model.labels()).isEqualTo(model.config().labels());
        assertThat(names(model.tokenizerFiles()))
                .containsExactly("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt");
        assertThat(model.hasWeights()).isTrue();
        assertThat(names(model.weightFiles())).containsExactly("model.safetensors");
        assertThat(model.graph(GraphPrecision.AUTO)).isEmpty();
        assertThat(model.thresholds()).isEmpty();
        assertThat(model.cardPath()).isEqualTo(folder.resolve("README.md"));
    }

    @Test
    void listsTheIndexAndItsShards() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);

        assertThat(names(ModelFolder.open(folder).weightFiles()))
                .startsWith("model.safetensors.index.json")
                .contains("model-00001-of-00003.safetensors")
                .hasSize(4);
    }

    @Test
    void prefersInt8AndTheFolderItself() throws IOException {
        ModelFolder model = ModelFolder.open(TinyModel.BERT_UNCASED.copyTo(folder));
        Path fp32InOnnx = file("onnx/model.onnx");
        assertThat(model.graph(GraphPrecision.AUTO)).contains(fp32InOnnx);
        assertThat(model.graph(GraphPrecision.INT8)).isEmpty();

        Path int8InOnnx = file("onnx/model_quantized.onnx");
        Path fp32 = file("model.onnx");
        assertThat(model.graph(GraphPrecision.AUTO)).contains(int8InOnnx);
        assertThat(model.graph(GraphPrecision.FP32)).contains(fp32);
        assertThat(model.graph(GraphPrecision.INT8)).contains(int8InOnnx);
    }

    @Test
    void namesThePlacesOfGraphs() throws IOException {
        ModelFolder model = ModelFolder.open(TinyModel.BERT_UNCASED.copyTo(folder));
        assertThat(model.graphFolders()).containsExactly(folder);

        file("onnx/model.onnx");
        assertThat(model.graphFolders()).containsExactly(folder, folder.resolve("onnx"));
    }

    @Test
    void scoresDependOnAllButThresholdsAndCard() throws IOException {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER, ModelPart.GRAPH);
        Path data = file("model.onnx_data");
        file("README.md");
        file("thresholds.json");

        assertThat(ModelFolder.externalData(folder.resolve("model.onnx"))).containsExactly(data);
        assertThat(names(ModelFolder.open(folder).scoreFiles()))
                .containsExactly(
                        "config.json",
                        "tokenizer.json",
                        "tokenizer_config.json",
                        "model.onnx",
                        "model.onnx_data",
                        "model.safetensors");
    }

    @Test
    void readsThresholds() throws IOException {
        ModelFolder model = ModelFolder.open(TinyModel.BERT_UNCASED.copyTo(folder));
        ThresholdsFile written = new ThresholdsFile("f1", "dev", "0".repeat(64), List.of());
        written.write(model.thresholdsPath());

        assertThat(model.thresholds()).contains(written);

        Files.writeString(model.thresholdsPath(), "{");
        assertThatThrownBy(model::thresholds)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("thresholds.json");
    }

    @Test
    void refusesAFolderThatHoldsNoModel() {
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() -> ModelFolder.open(absent))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("no model folder at " + absent + ", expected a folder with config.json");
        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("model folder " + folder + " has no config.json, expected a Hugging Face model folder");
    }

    @Test
    void saysWhichFileShowsThatAFolderHoldsAModel() throws IOException {
        assertThat(ModelFolder.modelFileIn(folder.resolve("absent"))).isEmpty();
        file("training.jsonl");
        assertThat(ModelFolder.modelFileIn(folder)).isEmpty();

        file("onnx/model.onnx");
        assertThat(ModelFolder.modelFileIn(folder)).contains("onnx/model.onnx");
        file("config.json");
        assertThat(ModelFolder.modelFileIn(folder)).contains("config.json");
    }

    @Test
    void aFolderWithoutWeightsSaysSo() throws IOException {
        ModelFolder model = ModelFolder.open(TinyModel.BERT_UNCASED.copyTo(folder));

        assertThat(model.hasWeights()).isFalse();
        assertThatThrownBy(model::weightFiles)
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("model folder " + folder
                        + " has no weights, expected model.safetensors or model.safetensors.index.json");
    }

    @Test
    void aKnownConfigurationIsNotReadAgain() throws IOException {
        ModelConfig config = ModelConfig.read(TinyModel.BERT_UNCASED.copyTo(folder));
        Files.delete(folder.resolve("config.json"));

        assertThat(ModelFolder.of(folder, config).config()).isSameAs(config);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
