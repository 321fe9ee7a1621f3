package io.github.emotions4j.modelfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConfigTest {

    private static final EncoderConfig SHAPE = new EncoderConfig(100, 32, 2, 4, 64, 16, 2, 1e-12, 0, 0.1, 0.2);

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
        return ModelConfig.bert(SHAPE, LabelSet.of("joy", "anger")).toJson();
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        ModelConfig config = ModelConfig.bert(SHAPE, LabelSet.goEmotions());
        config.write(folder);
        assertThat(ModelConfig.read(folder)).isEqualTo(config);
    }

    @Test
    void readsOtherArchitecturesWithoutTheirEncoder() {
        ModelConfig config = parse("{\"model_type\":\"roberta\",\"id2label\":{\"0\":\"joy\",\"1\":\"anger\"},"
                + "\"max_position_embeddings\":514,\"problem_type\":\"multi_label_classification\"}");
        assertThat(config.encoder()).isEmpty();
        assertThat(config.labels().names()).containsExactly("joy", "anger");
    }

    @Test
    void withoutProblemTypeTwoLabelsCompete() {
        String json = written().replaceAll("\"problem_type\"[^\\n]*\\n", "");
        assertThat(parse(json).problemType()).isEqualTo(ProblemType.SINGLE_LABEL);
    }

    @Test
    void namesAMissingOrWrongField() {
        assertRefused("{}", "field 'id2label' is missing");
        assertRefused("[]", "expected an object");
        assertRefused("{", "no valid JSON");
        assertRefused(written().replace("\"gelu\"", "\"relu\""), "'hidden_act' is 'relu'");
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
    void onlyBertIsWritten() {
        ModelConfig other = new ModelConfig(
                "roberta", LabelSet.of("joy"), ProblemType.MULTI_LABEL, 512, java.util.Optional.empty());
        assertThatThrownBy(other::toJson)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("roberta");
    }

    @Test
    void refusesShapesThatCannotBe() {
        assertThatThrownBy(() -> new EncoderConfig(0, 32, 2, 4, 64, 16, 2, 1e-12, 0, 0.1, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vocabularySize is 0");
        assertThatThrownBy(() -> new EncoderConfig(9, 32, 2, 4, 64, 16, 2, 0, 0, 0.1, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layerNormEpsilon");
        assertThatThrownBy(() -> new EncoderConfig(9, 32, 2, 4, 64, 16, 2, 1e-12, 0, 1, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hiddenDropout");
    }
}
