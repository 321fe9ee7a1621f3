package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.encoders.FolderEncoder;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseOriginTest {

    @TempDir
    Path folder;

    @BeforeEach
    void copyModel() {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
    }

    private BaseOrigin origin() throws IOException {
        return BaseOrigin.of(FolderEncoder.read(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roberta-base|roberta-base",
                "FacebookAI/roberta-base|FacebookAI/roberta-base",
                "distilbert-base-cased|distilbert-base-cased",
                "./output|",
                "/home/me/roberta-base|",
                "output|",
                "a/b/c|"
            })
    void takesTheIdThatTransformersLoadedFromButNoPath(String nameOrPath, String expected) throws IOException {
        Path config = folder.resolve("config.json");
        String json = Files.readString(config);
        Files.writeString(config, json.replaceFirst("\\{", "{\"_name_or_path\": \"" + nameOrPath + "\","));

        assertThat(origin().hubId().orElse(null)).isEqualTo(expected);
    }

    @Test
    void readsQuotedValuesAndLists() throws IOException {
        Files.writeString(folder.resolve("README.md"), "---\nlicense: \"cc-by-4.0\"\nbase_model: 'a/b'\n---\n");
        assertThat(origin().licence()).contains("cc-by-4.0");
        assertThat(origin().hubId()).contains("a/b");
    }

    @Test
    void findsNothingInACardWithoutHead() throws IOException {
        Files.writeString(folder.resolve("README.md"), "# Model\nlicense: mit\nbase_model: a/b\n");
        assertThat(origin().licence()).isEmpty();
        assertThat(origin().hubId()).isEmpty();
    }

    @Test
    void theIdThatTheBaseWasAskedForByComesFirst() throws IOException {
        Files.writeString(folder.resolve("README.md"), "---\nlicense: mit\nbase_model: a/b\n---\n");
        assertThat(BaseOrigin.of(FolderEncoder.read(folder).withHubId("me/mine"))
                        .hubId())
                .contains("me/mine");
    }
}
