package io.github.emotions4j.modelfolder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderWeightsTest {

    @TempDir
    Path folder;

    private FolderWeights classifier() throws IOException {
        return FolderWeights.classifier(folder, ModelConfig.read(folder));
    }

    private void assertRefused(String... messages) {
        assertThatThrownBy(this::classifier)
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContainingAll(messages);
    }

    /** Writes the folder's weights anew, under other names; a name that becomes empty is left out. */
    private void rename(UnaryOperator<String> names) throws IOException {
        Map<String, WeightTensor> renamed = new LinkedHashMap<>();
        FolderWeights.read(folder).tensors().forEach((name, tensor) -> renamed.put(names.apply(name), tensor));
        renamed.remove("");
        Safetensors.write(folder.resolve("model.safetensors"), new Weights(renamed, "renamed"));
    }

    private void put(String name, WeightTensor tensor) throws IOException {
        Map<String, WeightTensor> tensors =
                new LinkedHashMap<>(FolderWeights.read(folder).tensors());
        tensors.put(name, tensor);
        Safetensors.write(folder.resolve("model.safetensors"), new Weights(tensors, "changed"));
    }

    private void replaceInIndex(String found, String replacement) throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        String text = Files.readString(index);
        assertThat(text).contains(found);
        Files.writeString(index, text.replace(found, replacement));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryArchitecture(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        ModelConfig config = ModelConfig.read(folder);

        FolderWeights read = classifier();

        assertThat(read.weights().tensors().keySet())
                .containsExactlyElementsOf(ClassifierTensors.of(
                                config.encoder().orElseThrow(), config.labels().size())
                        .keySet());
        assertThat(read.ignored()).isEmpty();
        assertThat(WeightFiles.areIn(folder)).isTrue();
        assertThat(WeightFiles.list(folder)).containsExactly(folder.resolve("model.safetensors"));
    }

    @Test
    void shardsHoldWhatTheWholeFileHolds(@TempDir Path whole) throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        TinyModel.ROBERTA.copyTo(whole, ModelPart.WEIGHTS);

        Weights expected = FolderWeights.read(whole);

        assertThat(FolderWeights.read(folder).tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(expected.tensors().keySet());
        FolderWeights.read(folder).tensors().forEach((name, tensor) -> assertThat(tensor.toArray())
                .as(name)
                .containsExactly(NamedTensor.of(expected, name).toArray()));
        assertThat(WeightFiles.list(folder)).hasSize(4).allSatisfy(file -> assertThat(file)
                .isRegularFile());
    }

    @Test
    void halfPrecisionIsTheWholeRounded(@TempDir Path whole) throws IOException {
        TinyModel.ROBERTA.copyTo(whole, ModelPart.WEIGHTS);
        float[] expected = NamedTensor.of(FolderWeights.read(whole), "classifier.out_proj.weight")
                .toArray();

        float[] f16 = half(ModelPart.F16_WEIGHTS, "F16").toArray();
        float[] bf16 = half(ModelPart.BF16_WEIGHTS, "BF16").toArray();

        for (int i = 0; i < expected.length; i++) {
            // Rounding to nearest: half a unit in the last of 11 and of 8 bits of significand.
            assertThat(Math.abs(f16[i] - expected[i]))
                    .isLessThanOrEqualTo(Math.scalb(1f, Math.getExponent(expected[i]) - 11));
            assertThat(Math.abs(bf16[i] - expected[i]))
                    .isLessThanOrEqualTo(Math.scalb(1f, Math.getExponent(expected[i]) - 8));
        }
    }

    private WeightTensor half(ModelPart part, String type) throws IOException {
        TinyModel.ROBERTA.copyTo(folder, part);
        WeightTensor tensor = NamedTensor.of(classifier().weights(), "classifier.out_proj.weight");
        assertThat(tensor.type()).isEqualTo(type);
        return tensor;
    }

    @Test
    void readsTheNamesOfOldCheckpoints() throws IOException {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.WEIGHTS);
        float[] before = NamedTensor.of(classifier().weights(), "bert.embeddings.LayerNorm.bias")
                .toArray();

        rename(name -> name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"));

        assertThat(FolderWeights.read(folder).tensors()).containsKey("bert.embeddings.LayerNorm.beta");
        assertThat(NamedTensor.of(classifier().weights(), "bert.embeddings.LayerNorm.bias")
                        .toArray())
                .containsExactly(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "ROBERTA", "DISTILBERT"})
    void readsAnEncoderWithoutPrefixAndHead(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS);
        ModelConfig config = ModelConfig.read(folder);
        rename(name -> name.contains("classifier") ? "" : name.replaceFirst("^(bert|roberta|distilbert)\\.", ""));

        Map<String, WeightTensor> tensors =
                FolderWeights.encoder(folder, config).weights().tensors();

        assertThat(tensors)
                .containsKeys(ClassifierTensors.encoder(config.encoder().orElseThrow())
                        .keySet()
                        .toArray(String[]::new));
        assertThat(tensors.containsKey("bert.pooler.dense.weight")).isEqualTo(model == TinyModel.BERT_UNCASED);
        assertRefused("tensor '", "classifier", "is missing, expected shape [");
    }

    @Test
    void namesWhatItIgnores() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        put("roberta.embeddings.position_ids", WeightTensor.of(new float[66], 1, 66));
        put("roberta.pooler.dense.bias", WeightTensor.of(new float[16], 16));
        put("lm_head.layer_norm.weight", WeightTensor.of(new float[16], 16));

        assertThat(classifier().ignored())
                .containsExactlyInAnyOrder(
                        "roberta.embeddings.position_ids", "roberta.pooler.dense.bias", "lm_head.layer_norm.weight");
    }

    @Test
    void refusesATensorThatNobodyKnows() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        put("roberta.encoder.layer.2.output.dense.bias", WeightTensor.of(new float[16], 16));

        assertRefused(
                "tensor 'roberta.encoder.layer.2.output.dense.bias' of shape [16] is there, expected no such tensor"
                        + " in a RobertaForSequenceClassification of 2 layers, as config.json says, in ",
                "model.safetensors");
    }

    @Test
    void refusesAMissingTensor() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder, ModelPart.WEIGHTS);
        rename(name -> name.equals("distilbert.transformer.layer.1.ffn.lin1.bias") ? "" : name);

        assertRefused(
                "tensor 'distilbert.transformer.layer.1.ffn.lin1.bias' is missing, expected shape [32] in ",
                "model.safetensors");
    }

    @Test
    void refusesAMisshapedTensor() throws IOException {
        TinyModel.BERT_CASED.copyTo(folder, ModelPart.WEIGHTS);
        put("bert.embeddings.word_embeddings.weight", WeightTensor.of(new float[339 * 16], 339, 16));

        assertRefused("tensor 'bert.embeddings.word_embeddings.weight' has shape [339, 16], expected [340, 16] in ");
    }

    @Test
    void refusesOtherOutputsThanLabels() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        put("classifier.out_proj.weight", WeightTensor.of(new float[27 * 16], 27, 16));

        assertRefused("tensor 'classifier.out_proj.weight' has shape [27, 16], expected [28, 16] for the 28 labels of"
                + " 'id2label' in config.json, in " + folder.resolve("model.safetensors"));
    }

    @Test
    void refusesATensorUnderTwoNames() throws IOException {
        TinyModel.BERT_CASED.copyTo(folder, ModelPart.WEIGHTS);
        put("bert.embeddings.LayerNorm.gamma", WeightTensor.of(new float[16], 16));

        assertRefused("tensor 'bert.embeddings.LayerNorm.gamma' is there under two names");
    }

    @Test
    void readsASharedTensorByItsOtherName() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        String kept = "roberta.encoder.layer.0.attention.self.query.weight";
        String dropped = "roberta.encoder.layer.1.attention.self.query.weight";
        rename(name -> name.equals(dropped) ? "" : name);
        Weights weights = FolderWeights.read(folder);

        new Safetensors(weights, Map.of("format", "pt", dropped, kept)).write(folder.resolve("model.safetensors"));

        Weights shared = classifier().weights();
        assertThat(NamedTensor.of(shared, dropped).toArray())
                .containsExactly(NamedTensor.of(shared, kept).toArray());
    }

    @Test
    void refusesAnArchitectureThatItCannotBuild() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS);
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"roberta\"", "\"deberta-v2\""));

        assertRefused("'model_type' is 'deberta-v2', expected one of bert, roberta, distilbert", "config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch_model.bin", "pytorch_model.bin.index.json"})
    void refusesAPickleWithReasonAndWayOut(String name) throws IOException {
        TinyModel.ROBERTA.copyTo(folder);
        Files.createFile(folder.resolve(name));

        assertRefused(
                "in " + name + " alone",
                "runs code",
                "model.safetensors",
                "save_pretrained(DIR, safe_serialization=True)");
        assertThat(WeightFiles.areIn(folder)).isFalse();
    }

    @Test
    void refusesOtherFormsAndNone() throws IOException {
        TinyModel.ROBERTA.copyTo(folder);
        assertRefused("has no weights, expected model.safetensors or model.safetensors.index.json");
        assertThatThrownBy(() -> WeightFiles.list(folder)).isInstanceOf(ModelFormatException.class);

        Files.createFile(folder.resolve("tf_model.h5"));
        assertRefused("in tf_model.h5 alone, a form that is not read");
    }

    @Test
    void refusesAnAbsentShard() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        Files.delete(folder.resolve("model-00002-of-00003.safetensors"));

        assertRefused("no file ", "model-00002-of-00003.safetensors, expected it for ", "index.json, which names it");
    }

    @Test
    void refusesATensorThatIsNotInItsShard() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        replaceInIndex("\"weight_map\": {", "\"weight_map\": {\"more\": \"model-00001-of-00003.safetensors\",");

        assertRefused(
                "tensor 'more' is missing in ", "model-00001-of-00003.safetensors, expected it there by", "index.json");
    }

    @Test
    void refusesATensorThatTheIndexLacksOrPutsElsewhere() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        String entry = "\"classifier.dense.bias\": \"model-0000";
        replaceInIndex(entry + "3", entry + "1");
        assertRefused(
                "tensor 'classifier.dense.bias' is in ", "puts it into model-00001-of-00003.safetensors, expected");

        replaceInIndex("classifier.dense.bias", "classifier.dense.bios");
        assertRefused("tensor 'classifier.dense.bias' is in ", "but 'weight_map' lacks it, expected model-00003-of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.safetensors", "/etc/model.safetensors", "model.bin", "", "C:a.safetensors"})
    void refusesAShardOutsideTheFolder(String name) throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        replaceInIndex("model-00001-of-00003.safetensors", name);

        assertRefused("'weight_map' has \"" + name + "\" for tensor '", "expected the name of a .safetensors file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"weight_map\":[]}", "{\"weight_map\":{}}", "{\"weight_map\":null}"})
    void refusesAnIndexWithoutMap(String json) throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        Files.writeString(folder.resolve("model.safetensors.index.json"), json);

        assertRefused("field 'weight_map' is ", "expected an object with the file of each tensor in ");
    }

    @Test
    void refusesAnIndexThatIsNoJson() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS);
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":1,\"a\":2}}");
        assertRefused("index is no valid JSON", "Duplicate field 'a'");
        Files.write(index, new byte[] {'"', (byte) 0xFF});
        assertRefused("malformed UTF-8");
    }

    @Test
    void prefersTheWholeFileAsTransformersDoes() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS, ModelPart.WEIGHTS);
        assertThat(FolderWeights.read(folder).source())
                .isEqualTo(folder.resolve("model.safetensors").toString());
    }
}
