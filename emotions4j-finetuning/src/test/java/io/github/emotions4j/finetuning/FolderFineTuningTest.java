package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.encoders.FolderEncoder;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.training.TrainingOptions;
import io.github.emotions4j.training.TrainingPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fine-tuning from Hugging Face folders of each architecture. */
class FolderFineTuningTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final LabelSet OTHER = LabelSet.of("joy", "anger", "grief");

    private static final TrainingOptions OPTIONS = Presets.ofFolder().toBuilder()
            .epochs(1)
            .precision(TrainingPrecision.FP32)
            .threads(1)
            .build();

    @TempDir
    Path temporary;

    /** Hears what a person is told. */
    private static final class Notes implements FineTuningListener {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void noticed(String message) {
            heard.add(message);
        }
    }

    private Path base(TinyModel model) {
        return model.copyTo(temporary.resolve("base"), ModelPart.WEIGHTS, ModelPart.VOCABULARY, ModelPart.TOKENIZER);
    }

    private static Dataset dataset(String name, LabelSet labels) {
        List<Example> examples = IntStream.range(0, 24)
                .mapToObj(i -> new Example("a good day " + i, List.of(i % labels.size()), name + i))
                .toList();
        return new Dataset(name, labels, examples, "00".repeat(32));
    }

    private FineTuningReport run(PretrainedEncoder base, LabelSet labels, FineTuningListener listener)
            throws IOException {
        FineTuningOptions options = new FineTuningOptions(OPTIONS, temporary.resolve("model"), true, false, 17);
        return new FineTuning(
                        base, FineTuningData.of(dataset("train", labels), dataset("dev", labels)), options, listener)
                .run();
    }

    private Path trained(Path base, LabelSet labels, FineTuningListener listener) throws IOException {
        return run(FolderEncoder.read(base), labels, listener).folder();
    }

    private static JsonNode json(Path folder, String name) throws IOException {
        return JSON.readTree(Files.readAllBytes(folder.resolve(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "BERT_CASED, BertForSequenceClassification",
        "ROBERTA, RobertaForSequenceClassification",
        "DISTILBERT, DistilBertForSequenceClassification"
    })
    void makesAFolderOfTheSameArchitectureThatClassifies(TinyModel model, String className) throws IOException {
        Notes notes = new Notes();
        FineTuningReport report = run(FolderEncoder.read(base(model)), OTHER, notes);

        assertThat(report.graphs().parity().maxLogitDifference()).isLessThan(1e-4);
        assertThat(json(report.folder(), "config.json").get("architectures").toString())
                .isEqualTo("[\"" + className + "\"]");
        assertThat(json(report.folder(), "config.json").get("id2label")).hasSize(3);
        assertThat(notes.heard).anyMatch(note -> note.startsWith("the head of base is for other labels ("));
        assertThat(report.folder().resolve("README.md")).content().contains("A `" + className + "` that gives");
        try (EmotionClassifier classifier = OnnxEmotionClassifier.load(report.folder())) {
            assertThat(classifier.classify("a good day").ranked()).hasSize(3);
        }
    }

    @Test
    void carriesTheTokenizersFilesAndTheSpecialIds() throws IOException {
        Path base = base(TinyModel.ROBERTA);

        Path model = trained(base, OTHER, new Notes());

        for (String name : List.of("tokenizer_config.json", "special_tokens_map.json", "vocab.json", "merges.txt")) {
            assertThat(model.resolve(name)).hasSameBinaryContentAs(base.resolve(name));
        }
        JsonNode config = json(model, "config.json");
        assertThat(List.of(
                        config.get("bos_token_id").intValue(),
                        config.get("eos_token_id").intValue()))
                .containsExactly(0, 2);
        assertThat(config.get("pad_token_id").intValue()).isEqualTo(1);
        assertThat(config.get("max_position_embeddings").intValue()).isEqualTo(66);
        assertThat(config.get("initializer_range").doubleValue()).isEqualTo(0.02);
    }

    @Test
    void resetsTruncationAndPaddingOfTheTokenizer() throws IOException {
        Path base = base(TinyModel.DISTILBERT);
        assertThat(json(base, "tokenizer.json").get("truncation").isNull()).isFalse();

        Path model = trained(base, OTHER, new Notes());

        assertThat(json(model, "tokenizer.json").get("truncation").isNull()).isTrue();
        assertThat(json(model, "tokenizer.json").get("padding").isNull()).isTrue();
        assertThat(json(model, "tokenizer.json").get("model"))
                .isEqualTo(json(base, "tokenizer.json").get("model"));
    }

    @Test
    void anotherBasesTokenizerFilesDoNotStay() throws IOException {
        Path first = base(TinyModel.ROBERTA);
        trained(first, OTHER, new Notes());
        Path second = TinyModel.BERT_CASED.copyTo(temporary.resolve("second"), ModelPart.WEIGHTS, ModelPart.TOKENIZER);

        Path model = trained(second, OTHER, new Notes());

        assertThat(model.resolve("merges.txt")).doesNotExist();
        assertThat(model.resolve("vocab.json")).doesNotExist();
        assertThat(model.resolve("tokenizer_config.json"))
                .hasSameBinaryContentAs(second.resolve("tokenizer_config.json"));
    }

    @Test
    void goesOnWithAHeadForTheSameLabelsUnlessTold() throws IOException {
        PretrainedEncoder base = FolderEncoder.read(base(TinyModel.ROBERTA));
        Notes goingOn = new Notes();
        Notes anew = new Notes();

        String card = Files.readString(
                run(base, LabelSet.goEmotions(), goingOn).folder().resolve("README.md"));
        String newCard = Files.readString(
                run(base.withoutHead(), LabelSet.goEmotions(), anew).folder().resolve("README.md"));

        assertThat(goingOn.heard).contains("going on with the head of base, which has the same 28 labels");
        assertThat(card).contains("| head initialisation | the base's own head for these labels |");
        assertThat(anew.heard).noneMatch(note -> note.contains("head of base"));
        assertThat(newCard).contains("| head initialisation | standard |");
    }

    @Test
    void theCardNamesBaseAndLicenceAsTheFoldersOwnCardDoes() throws IOException {
        Path base = base(TinyModel.ROBERTA);
        Files.writeString(
                base.resolve("README.md"), "---\nlicense: mit\nbase_model:\n- FacebookAI/roberta-base\n---\n# x\n");

        Path model = trained(base, LabelSet.goEmotions(), new Notes());

        assertThat(model.resolve("README.md"))
                .content()
                .contains("license: \"mit\"", "base_model: \"FacebookAI/roberta-base\"", "the card of base says `mit`");
    }

    @Test
    void theCardOfAnUnknownFolderClaimsNothing() throws IOException {
        Path base = Files.move(base(TinyModel.ROBERTA), temporary.resolve("e5-small-v2"));

        Path model = trained(base, LabelSet.goEmotions(), new Notes());

        assertThat(model.resolve("README.md"))
                .content()
                .contains("license: \"other\"", "does not tell its licence", "| epochs, batch size | 1, 16 ")
                .doesNotContain("base_model", "NOTICE");
    }

    @Test
    void refusesToWriteIntoTheBase() throws IOException {
        PretrainedEncoder base = FolderEncoder.read(base(TinyModel.ROBERTA));
        FineTuningOptions options = new FineTuningOptions(OPTIONS, temporary.resolve("base"), true, false, 17);

        assertThatThrownBy(() -> new FineTuning(
                                base,
                                FineTuningData.of(dataset("train", OTHER), dataset("dev", OTHER)),
                                options,
                                new Notes())
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected another folder than the base's own");
    }
}
