package io.github.emotions4j.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderEncoderTest {

    @TempDir
    Path temporary;

    private Path folder(TinyModel model) {
        return model.copyTo(temporary.resolve("my-model"), ModelPart.WEIGHTS, ModelPart.TOKENIZER);
    }

    /** Makes a checkpoint of pre-training of a classifier: another head, and no labels. */
    private static Path pretrained(Path folder, String headPattern) throws IOException {
        Path file = folder.resolve("model.safetensors");
        Map<String, WeightTensor> tensors =
                new LinkedHashMap<>(Safetensors.read(file).weights().tensors());
        tensors.keySet().removeIf(name -> name.matches(headPattern));
        tensors.put("lm_head.bias", WeightTensor.of(new float[3], 3));
        Safetensors.write(file, new Weights(tensors, "test"));
        Path config = folder.resolve("config.json");
        String json = Files.readString(config);
        Files.writeString(
                config,
                json.replaceAll("(?s)\"(id2label|label2id)\": \\{[^}]*},", "").replaceAll(".*problem_type.*", ""));
        return folder;
    }

    @ParameterizedTest
    @CsvSource({"BERT_UNCASED, BERT, 28", "ROBERTA, ROBERTA, 28", "DISTILBERT, DISTILBERT, 5"})
    void readsAClassifierWithItsHead(TinyModel model, Architecture architecture, int labels) throws IOException {
        PretrainedEncoder encoder = FolderEncoder.read(folder(model));

        assertThat(encoder.name()).isEqualTo("my-model");
        assertThat(encoder.config().architecture()).isEqualTo(architecture);
        assertThat(encoder.config().initializerRange()).isEqualTo(0.02);
        assertThat(encoder.headLabels().orElseThrow().size()).isEqualTo(labels);
        assertThat(encoder.hubId()).isEmpty();
        assertThat(encoder.folder()).contains(temporary.resolve("my-model"));
    }

    @Test
    void aHeadIsForTheSameLabelsInTheSameOrderAlone() throws IOException {
        PretrainedEncoder encoder = FolderEncoder.read(folder(TinyModel.ROBERTA));

        assertThat(encoder.hasHeadFor(LabelSet.goEmotions())).isTrue();
        assertThat(encoder.hasHeadFor(LabelSet.of("joy", "anger"))).isFalse();
        assertThat(encoder.withoutHead().hasHeadFor(LabelSet.goEmotions())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"BERT_UNCASED, classifier\\..*", "ROBERTA, classifier\\..*", "DISTILBERT, (pre_)?classifier\\..*"})
    void readsACheckpointOfPretraining(TinyModel model, String headPattern) throws IOException {
        PretrainedEncoder encoder = FolderEncoder.read(pretrained(folder(model), headPattern));

        assertThat(encoder.headLabels()).isEmpty();
        assertThat(encoder.weights().tensors()).doesNotContainKey("lm_head.bias");
    }

    @Test
    void keepsThePoolerThatBertWasPretrainedWith() throws IOException {
        PretrainedEncoder encoder = FolderEncoder.read(pretrained(folder(TinyModel.BERT_UNCASED), "classifier\\..*"));

        assertThat(encoder.weights().tensors()).containsKey("bert.pooler.dense.weight");
    }

    @Test
    void makesTheTokenizerOfAVocabulary() throws IOException {
        Path folder = TinyModel.ROBERTA.copyTo(temporary, ModelPart.WEIGHTS, ModelPart.VOCABULARY);

        assertThat(FolderEncoder.read(folder).tokenizerJson()).contains("\"ByteLevel\"");
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        Path folder = folder(TinyModel.ROBERTA);
        Path config = folder.resolve("config.json");
        String json = Files.readString(config);

        Files.writeString(config, json.replace("\"roberta\"", "\"deberta-v2\""));
        assertThatThrownBy(() -> FolderEncoder.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContainingAll("'deberta-v2'", "bert, roberta, distilbert", "config.json");

        Files.writeString(config, json.replaceAll("\"27\": \"neutral\"", "\"27\": \"neutral\", \"28\": \"boredom\""));
        assertThatThrownBy(() -> FolderEncoder.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContainingAll("classifier.out_proj.weight", "29 labels", "model.safetensors");

        Files.writeString(config, json);
        Files.delete(folder.resolve("tokenizer.json"));
        assertThatThrownBy(() -> FolderEncoder.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json");
    }

    @Test
    void namesAMissingFolderAndAMissingFile() throws IOException {
        assertThatThrownBy(() -> FolderEncoder.read(temporary.resolve("none")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no model folder at");
        assertThatThrownBy(() -> FolderEncoder.read(Files.createDirectories(temporary.resolve("empty"))))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has no config.json");
    }
}
