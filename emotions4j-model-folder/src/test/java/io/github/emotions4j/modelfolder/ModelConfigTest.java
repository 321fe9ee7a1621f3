package io.github.emotions4j.modelfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {

    private static final EncoderConfig SHAPE = EncoderConfig.bert(100, 32, 2, 4, 64, 16, 2);

    @TempDir
    Path folder;

    private static ModelConfig parse(String json) {
        return ModelConfig.parse(json.getBytes(StandardCharsets.UTF_8), "/models/a/config.json");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("/models/a/config.json");
    }

    private static String written() {
        return ModelConfig.multiLabel(SHAPE, LabelSet.of("joy", "anger")).toJson();
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        ModelConfig config = ModelConfig.multiLabel(SHAPE, LabelSet.goEmotions());
        config.write(folder);
        assertThat(ModelConfig.read(folder)).isEqualTo(config);
    }

    @Test
    void readsOtherArchitecturesWithoutTheirEncoder() {
        ModelConfig config = parse("{\"model_type\":\"electra\",\"id2label\":{\"0\":\"joy\",\"1\":\"anger\"},"
                + "\"max_position_embeddings\":514,\"problem_type\":\"multi_label_classification\"}");
        assertThat(config.encoder()).isEmpty();
        assertThat(config.labels().names()).containsExactly("joy", "anger");
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void readsBackEveryArchitecture(Architecture architecture) throws IOException {
        int types = architecture == Architecture.DISTILBERT ? 0 : 1;
        EncoderConfig shape = new EncoderConfig(
                architecture,
                new EncoderSize(100, 32, 2, 4, 64, 16, types),
                Activation.GELU_NEW,
                1e-12,
                1,
                new EncoderDropout(0.1, 0.2, 0.3),
                0.05);
        ModelConfig config = ModelConfig.multiLabel(shape, LabelSet.of("joy", "anger"));
        config.write(folder);
        assertThat(ModelConfig.read(folder)).isEqualTo(config);
    }

    @Test
    void robertaPositionsStartBehindThePaddingId() {
        EncoderConfig shape = new EncoderConfig(
                Architecture.ROBERTA,
                new EncoderSize(100, 32, 2, 4, 64, 514, 1),
                Activation.GELU,
                1e-5,
                1,
                new EncoderDropout(0.1, 0.1, 0.1),
                0.02);
        assertThat(shape.firstPosition()).isEqualTo(2);
        assertThat(ModelConfig.multiLabel(shape, LabelSet.of("joy")).maxTokens())
                .isEqualTo(512);
    }

    @Test
    void ofOtherArchitecturesTheSmallerLimitCounts() throws IOException {
        assertThat(maxTokens("electra", "\"max_position_embeddings\":512", "{\"model_max_length\":128}"))
                .isEqualTo(128);
        assertThat(maxTokens("electra", "\"max_position_embeddings\":512", "{\"model_max_length\":1024}"))
                .isEqualTo(512);
        assertThat(maxTokens("gpt2", "\"n_positions\":1024", "{}")).isEqualTo(1024);
        assertThat(maxTokens("xlnet", "\"n_layer\":2", "{\"model_max_length\":300}"))
                .isEqualTo(300);
    }

    @Test
    void aLimitThatIsNoneDoesNotCount() throws IOException {
        for (String limit : new String[] {"1000000000000000019884624838656", "1e30", "0", "-1", "null", "\"512\""}) {
            assertThat(maxTokens("electra", "\"max_position_embeddings\":512", "{\"model_max_length\":" + limit + "}"))
                    .as(limit)
                    .isEqualTo(512);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlm-roberta", "camembert", "mpnet", "longformer"})
    void positionsOfModelsLikeRobertaStartBehindThePaddingId(String modelType) throws IOException {
        assertThat(maxTokens(modelType, "\"max_position_embeddings\":514", "{}"))
                .isEqualTo(512);
        assertThat(maxTokens(modelType, "\"max_position_embeddings\":514,\"pad_token_id\":0", "{}"))
                .isEqualTo(513);
    }

    @Test
    void namesBothFilesThatCouldSayHowLongATextMayBe() {
        assertThatThrownBy(() -> maxTokens("xlnet", "\"n_layer\":2", "{}"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("field 'max_position_embeddings' is missing in " + folder.resolve("config.json"))
                .hasMessageContaining("'model_max_length' in " + folder.resolve("tokenizer_config.json"));
        assertThatThrownBy(() -> maxTokens("camembert", "\"max_position_embeddings\":2", "{}"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("maxTokens is 0, expected at least 1 in " + folder.resolve("config.json"));
    }

    @Test
    void theKnownEncodersGoByTheirPositionsAlone() throws IOException {
        ModelConfig.multiLabel(SHAPE, LabelSet.of("joy")).write(folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\":4}");

        assertThat(ModelConfig.read(folder).maxTokens()).isEqualTo(16);
    }

    private int maxTokens(String modelType, String field, String tokenizerConfig) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\":\"" + modelType + "\",\"id2label\":{\"0\":\"joy\",\"1\":\"anger\"}," + field + "}");
        Files.writeString(folder.resolve("tokenizer_config.json"), tokenizerConfig);
        return ModelConfig.read(folder).maxTokens();
    }

    @Test
    void withoutNamesThereAreTransformersOwnTwoLabels() {
        String json = written().replaceAll("(?s),\\s*\"id2label\".*", "}");
        assertThat(parse(json).labels().names()).containsExactly("LABEL_0", "LABEL_1");
    }

    @Test
    void withoutProblemTypeTwoLabelsCompete() {
        String json = written().replaceAll("\"problem_type\"[^\\n]*\\n", "");
        assertThat(parse(json).problemType()).isEqualTo(ProblemType.SINGLE_LABEL);
    }

    @Test
    void namesAMissingOrWrongField() {
        assertRefused("{}", "field 'model_type' is missing");
        assertRefused("{\"model_type\":\"bert\",\"id2label\":[]}", "field 'id2label' is []");
        assertRefused("[]", "expected an object");
        assertRefused("{", "no valid JSON");
        assertRefused(
                written().replace("\"gelu\"", "\"silu\""),
                "'hidden_act' is 'silu', expected one of gelu, gelu_new, relu");
        assertRefused(
                written().replace("\"absolute\"", "\"relative_key\""), "'position_embedding_type' is 'relative_key'");
        assertRefused(written().replace("\"hidden_size\" : 32", "\"hidden_size\" : \"32\""), "'hidden_size' is \"32\"");
        assertRefused(written().replace("\"hidden_size\" : 32", "\"hidden_size\" : 33"), "not a multiple of headCount");
        assertRefused(
                written().replace("multi_label", "other_label"), "'problem_type' is 'other_label_classification'");
        assertRefused(written().replace("\"1\" : \"anger\"", "\"2\" : \"anger\""), "no name for label 1");
    }

    @Test
    void refusesMalformedUtf8() {
        assertThatThrownBy(() -> ModelConfig.parse(new byte[] {'{', (byte) 0xC3, '}'}, "config.json"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("malformed UTF-8 in config.json");
    }

    @Test
    void namesAMissingFolderOrFile() {
        assertThatThrownBy(() -> ModelConfig.read(folder.resolve("absent")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no model folder at");
        assertThatThrownBy(() -> ModelConfig.read(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has no config.json");
    }

    @Test
    void onlyKnownArchitecturesAreWritten() {
        ModelConfig other = new ModelConfig(
                "electra", LabelSet.of("joy"), ProblemType.MULTI_LABEL, 512, java.util.Optional.empty());
        assertThatThrownBy(other::toJson)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("electra");
    }

    @Test
    void refusesShapesThatCannotBe() {
        assertThatThrownBy(() -> EncoderConfig.bert(0, 32, 2, 4, 64, 16, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vocabularySize is 0");
        assertThatThrownBy(() -> bert(0, 0.1, 0.02))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layerNormEpsilon");
        assertThatThrownBy(() -> bert(1e-12, 1, 0.02))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hiddenDropout");
        assertThatThrownBy(() -> bert(1e-12, 0.1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initializerRange is -1.0");
    }

    private static EncoderConfig bert(double epsilon, double hiddenDropout, double initializerRange) {
        return new EncoderConfig(
                Architecture.BERT,
                new EncoderSize(9, 32, 2, 4, 64, 16, 2),
                Activation.GELU,
                epsilon,
                0,
                new EncoderDropout(hiddenDropout, 0.1, 0.1),
                initializerRange);
    }

    /** Fingerprints of training runs contain the text: another one would refuse every checkpoint. */
    @Test
    void theTextOfAShapeStays() {
        assertThat(bert(1e-12, 0.1, 0.02))
                .hasToString(
                        "EncoderConfig[architecture=BERT, vocabularySize=9, hiddenSize=32, layerCount=2, headCount=4,"
                                + " intermediateSize=64, activation=GELU, maxPositions=16, typeVocabularySize=2,"
                                + " layerNormEpsilon=1.0E-12, padTokenId=0, hiddenDropout=0.1, attentionDropout=0.1,"
                                + " classifierDropout=0.1, initializerRange=0.02]");
    }
}
