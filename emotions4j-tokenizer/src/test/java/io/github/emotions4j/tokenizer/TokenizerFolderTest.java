package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.GoldenSettings;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void bothFormsOfATokenizerGiveTheTokenIdsOfTransformers(TinyModel model) throws IOException {
        for (ModelPart form : List.of(ModelPart.TOKENIZER, ModelPart.VOCABULARY)) {
            Path place = model.copyTo(folder.resolve(form.name()), form);
            try (TextTokenizer tokenizer = TokenizerFolder.read(place)) {
                for (GoldenText text : model.golden()) {
                    assertThat(tokenizer.encode(text.text()))
                            .as("%s of %s", text, form)
                            .isEqualTo(tokens(text.inputIds()));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "ROBERTA_RELU", "DISTILBERT_GELU_NEW"})
    void aVocabularyGivesTheTokenizerThatTransformersSaved(TinyModel model) throws IOException {
        Path place = model.copyTo(folder, ModelPart.TOKENIZER, ModelPart.VOCABULARY);
        String saved = TokenizerFolder.tokenizerJson(place);
        assertThat(saved).isEqualTo(Files.readString(place.resolve("tokenizer.json")));
        Files.delete(place.resolve("tokenizer.json"));

        assertThat(JSON.readTree(TokenizerFolder.tokenizerJson(place))).isEqualTo(JSON.readTree(saved));
    }

    static List<GoldenSettings> settings() {
        return GoldenSettings.all();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsGiveTheTokenizerThatTransformersMakesOfThem(GoldenSettings settings) throws IOException {
        settings.writeTo(folder);

        ObjectNode built = (ObjectNode) JSON.readTree(TokenizerFolder.tokenizerJson(folder));
        ((ObjectNode) built.get("model")).remove(List.of("vocab", "merges"));

        assertThat(built).isEqualTo(JSON.readTree(settings.tokenizerJson()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsGiveTheTokenIdsOfTransformers(GoldenSettings settings) throws IOException {
        try (TextTokenizer tokenizer = TokenizerFolder.read(settings.writeTo(folder))) {
            settings.texts()
                    .forEach((text, ids) ->
                            assertThat(tokenizer.encode(text)).as(text).isEqualTo(tokens(ids)));
        }
    }

    @Test
    void truncationAndPaddingOfTheFileDoNotCount() throws IOException {
        Path place = TinyModel.DISTILBERT.copyTo(folder, ModelPart.TOKENIZER);

        JsonNode stored = JSON.readTree(TokenizerFolder.tokenizerJson(place));
        assertThat(stored.at("/truncation/max_length").intValue()).isEqualTo(8);
        assertThat(stored.at("/padding/strategy/Fixed").intValue()).isEqualTo(16);
        try (TextTokenizer tokenizer = TokenizerFolder.read(place)) {
            assertThat(tokenizer.encode("love ".repeat(100)).length()).isEqualTo(102);
            assertThat(tokenizer.encode("love").length()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void linesEndAsTheyLike(String lineEnd) throws IOException {
        for (TinyModel model : List.of(TinyModel.BERT_CASED, TinyModel.ROBERTA)) {
            Path place = model.copyTo(folder.resolve(model.name()), ModelPart.VOCABULARY);
            String before = TokenizerFolder.tokenizerJson(place);
            for (String name : List.of("vocab.txt", "merges.txt")) {
                if (Files.exists(place.resolve(name))) {
                    Files.writeString(
                            place.resolve(name),
                            Files.readString(place.resolve(name)).replace("\n", lineEnd));
                }
            }
            assertThat(TokenizerFolder.tokenizerJson(place)).isEqualTo(before);
        }
    }

    @Test
    void theLastOfEqualLinesCounts() throws IOException {
        bert("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\na");

        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            assertThat(tokenizer.encode("a b")).isEqualTo(Tokens.of(2, 7, 6, 3));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "electra, ElectraTokenizerFast",
        "mobilebert, ",
        "xlm-roberta, BertTokenizer",
        "distilbert, PreTrainedTokenizerFast"
    })
    void goesByTheTokenizersClassThenByTheModelsType(String modelType, String tokenizerClass) throws IOException {
        bert("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"" + modelType + "\"}");
        if (tokenizerClass != null) {
            Files.writeString(
                    folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"" + tokenizerClass + "\"}");
        }

        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            assertThat(tokenizer.encode("A")).isEqualTo(Tokens.of(2, 5, 3));
        }
    }

    @Test
    void saysWhatAFolderWithoutATokenizerLacks() {
        refused("no tokenizer at " + folder.resolve("tokenizer.json")
                + ", expected that file, or vocab.txt (BERT, DistilBERT), or vocab.json and merges.txt (RoBERTa)");
    }

    @Test
    void saysWhichHalfOfAVocabularyIsMissing() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.VOCABULARY);
        Files.move(folder.resolve("merges.txt"), folder.resolve("kept"));
        refused("folder " + folder + " has no merges.txt, expected vocab.json and merges.txt, or tokenizer.json");

        Files.move(folder.resolve("kept"), folder.resolve("merges.txt"));
        Files.delete(folder.resolve("vocab.json"));
        refused("folder " + folder + " has no vocab.json, expected vocab.json and merges.txt, or tokenizer.json");
    }

    @Test
    void saysWhichVocabularyTheModelsTypeWants() throws IOException {
        bert("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"roberta\"}");

        refused("folder " + folder + " has no vocab.json, expected vocab.json and merges.txt, or tokenizer.json");
    }

    @Test
    void refusesAVocabularyOfAnotherKindOfTokenizer() throws IOException {
        bert("<s>\na\n");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mpnet\"}");
        refused("field 'model_type' is 'mpnet' in " + folder.resolve("config.json")
                + ", whose tokenizer cannot be built from a vocabulary, expected BERT, DistilBERT or RoBERTa, or a"
                + " tokenizer.json (transformers writes it with save_pretrained)");

        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"CLIPTokenizer\"}");
        refused("field 'tokenizer_class' is 'CLIPTokenizer' in " + folder.resolve("tokenizer_config.json") + ", whose");
    }

    @Test
    void namesTheFieldThatIsWrong() throws IOException {
        Path settings = folder.resolve("tokenizer_config.json");
        bert("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");

        Files.writeString(settings, "{\"do_lower_case\": \"yes\"}");
        refused("field 'do_lower_case' is \"yes\", expected true or false in " + settings);
        Files.writeString(settings, "{\"cls_token\": 7}");
        refused("field 'cls_token' is 7, expected a string or an object in " + settings);
        Files.writeString(settings, "{\"cls_token\": null}");
        refused("the tokenizer of " + folder.resolve("vocab.txt") + " has no cls_token, expected one");
        Files.writeString(settings, "{\"added_tokens_decoder\": {\"x\": {\"content\": \"y\"}}}");
        refused("field 'added_tokens_decoder' has the id 'x', expected an integer in " + settings);
        Files.writeString(settings, "{\"added_tokens_decoder\": {\"7\": \"y\"}}");
        refused("field '7' is \"y\", expected an object in " + settings);
        Files.writeString(settings, "{\"added_tokens_decoder\": {\"7\": {}}}");
        refused("field 'content' is missing, expected a string in " + settings);
        Files.writeString(settings, "[]");
        refused("found JSON ARRAY, expected an object in " + settings);
        Files.writeString(settings, "{");
        refused("no valid JSON in " + settings);

        Files.delete(settings);
        Files.writeString(folder.resolve("added_tokens.json"), "{\"new\": \"7\"}");
        refused("field 'new' is \"7\", expected an id in " + folder.resolve("added_tokens.json"));
    }

    @Test
    void namesTheVocabularyThatIsNone() throws IOException {
        bert("");
        refused("found no token, expected one per line in " + folder.resolve("vocab.txt"));
        Files.write(folder.resolve("vocab.txt"), new byte[] {'a', (byte) 0xC3, '\n'});
        refused("malformed UTF-8 in " + folder.resolve("vocab.txt"));
        Files.delete(folder.resolve("vocab.txt"));

        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b\n");
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": -1}");
        refused("field 'a' is -1, expected an id of at least 0 in " + folder.resolve("vocab.json"));
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0, \"b\": 1, \"<s>\": 2, \"</s>\": 3}");
        refused("no valid tokenizer in vocab.json and merges.txt of " + folder + ": Token `ab` out of vocabulary");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b c\n");
        refused("line 2 is 'a b c', expected two tokens separated by a space in " + folder.resolve("merges.txt"));
    }

    @Test
    void aVocabularyWithoutAnUnknownTokenTakesTheWordsThatItKnows() throws IOException {
        bert("[PAD]\n[CLS]\n[SEP]\n[MASK]\na\n");

        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            assertThat(tokenizer.encode("a")).isEqualTo(Tokens.of(1, 4, 2));
            assertThatThrownBy(() -> tokenizer.encode("b"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("Missing [UNK] token from the vocabulary in vocab.txt of " + folder);
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String message) {
        return assertThatThrownBy(() -> TokenizerFolder.read(folder).close())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    private void bert(String vocabulary) throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), vocabulary);
    }

    private static Tokens tokens(long[] ids) {
        return Tokens.of(LongStream.of(ids).mapToInt(Math::toIntExact).toArray());
    }
}
