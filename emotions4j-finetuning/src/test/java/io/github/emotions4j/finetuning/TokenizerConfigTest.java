package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What transformers changes a tokenizer.json by, with what it takes where a field is absent. */
    private static final List<String> FIELDS = List.of(
            "tokenizer_class",
            "model_max_length",
            "do_lower_case",
            "strip_accents",
            "tokenize_chinese_chars",
            "add_prefix_space",
            "bos_token",
            "eos_token",
            "unk_token",
            "sep_token",
            "pad_token",
            "cls_token",
            "mask_token");

    @ParameterizedTest
    @EnumSource
    void tellsOfATokenizerWhatTransformersWroteOfIt(TinyModel model, @TempDir Path folder) throws IOException {
        model.copyTo(folder, ModelPart.TOKENIZER);
        EncoderConfig config = ModelConfig.read(folder).encoder().orElseThrow();
        JsonNode expected =
                JSON.readTree(folder.resolve("tokenizer_config.json").toFile());

        JsonNode made = JSON.readTree(TokenizerConfig.of(config, Files.readString(folder.resolve("tokenizer.json"))));

        for (String field : FIELDS) {
            assertThat(text(made, field)).as(field).isEqualTo(text(expected, field));
        }
    }

    private static String text(JsonNode root, String field) {
        String value = root.path(field).isObject()
                ? root.get(field).get("content").textValue()
                : root.path(field).asText("");
        return Objects.requireNonNullElse(value, "").replace("null", "");
    }
}
