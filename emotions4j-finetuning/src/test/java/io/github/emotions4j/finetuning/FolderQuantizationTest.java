package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.quantization.ActivationScales;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderQuantizationTest {

    private static final QuantizationOptions DEFAULTS = QuantizationOptions.defaults();

    @TempDir
    Path folder;

    @BeforeEach
    void copyModel() {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.GRAPH, ModelPart.TOKENIZER, ModelPart.WEIGHTS);
    }

    @Test
    void writesTheInt8GraphBesideTheFp32Graph() throws IOException {
        FolderQuantization quantization = FolderQuantization.open(folder);

        FolderQuantizationReport report = quantization.write(quantization.defaultTarget(), DEFAULTS);

        assertThat(report.graph()).isEqualTo(folder.resolve("model_quantized.onnx"));
        assertThat(report.quantization().int8Bytes()).isEqualTo(Files.size(report.graph()));
        assertThat(report.quantization().fp32Bytes()).isEqualTo(Files.size(folder.resolve("model.onnx")));
        assertThat(report.quantization().tensors()).isNotEmpty();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.precision()).isEqualTo(GraphPrecision.INT8);
        }
    }

    @Test
    void theDifferenceIsThatOfTheScoresOfBothGraphs() throws IOException {
        FolderQuantization quantization = FolderQuantization.open(folder);

        FolderQuantizationReport report = quantization.write(quantization.defaultTarget(), DEFAULTS);

        List<Scores> fp32 = scores(GraphPrecision.FP32);
        List<Scores> int8 = scores(GraphPrecision.INT8);
        double sum = 0;
        double max = 0;
        for (int text = 0; text < fp32.size(); text++) {
            for (int label = 0; label < 28; label++) {
                double difference =
                        Math.abs(fp32.get(text).score(label) - int8.get(text).score(label));
                sum += difference;
                max = Math.max(max, difference);
            }
        }
        assertThat(report.difference().textCount()).isEqualTo(fp32.size());
        // a classifier rounds its scores to float
        assertThat(report.difference().maxScoreDifference()).isPositive().isCloseTo(max, within(1e-6));
        assertThat(report.difference().meanScoreDifference()).isCloseTo(sum / (fp32.size() * 28), within(1e-6));
        assertThat(report.difference().source()).isEqualTo(report.graph().toString());
    }

    @Test
    void findsTheGraphInTheSubfolderOfOptimum() throws IOException {
        Path onnx = Files.createDirectory(folder.resolve("onnx"));
        Files.move(folder.resolve("model.onnx"), onnx.resolve("model.onnx"));
        FolderQuantization quantization = FolderQuantization.open(folder);

        FolderQuantizationReport report = quantization.write(quantization.defaultTarget(), DEFAULTS);

        assertThat(report.graph())
                .isEqualTo(onnx.resolve("model_quantized.onnx"))
                .isRegularFile();
    }

    @Test
    void anInt8GraphThatIsThereIsReplacedInItsPlace() throws IOException {
        Path onnx = Files.createDirectory(folder.resolve("onnx"));
        Path int8 = Files.writeString(onnx.resolve("model_quantized.onnx"), "old");

        FolderQuantization quantization = FolderQuantization.open(folder);
        quantization.write(quantization.defaultTarget(), DEFAULTS);

        assertThat(quantization.defaultTarget()).isEqualTo(int8);
        assertThat(int8).content(StandardCharsets.ISO_8859_1).isNotEqualTo("old");
        assertThat(folder.resolve("model_quantized.onnx")).doesNotExist();
    }

    @Test
    void theFastFormHasTheFusedOperatorsAndIsAsCloseToFp32() throws IOException {
        exportGraph();
        Path portable = folder.resolve("portable.onnx");
        Path fast = folder.resolve("fast.onnx");

        FolderQuantizationReport ofPortable = FolderQuantization.open(folder).write(portable, DEFAULTS);
        FolderQuantizationReport report = FolderQuantization.open(folder).write(fast, DEFAULTS.withFastForm(true));

        assertThat(fast).content(StandardCharsets.ISO_8859_1).contains("MultiHeadAttention");
        assertThat(portable).content(StandardCharsets.ISO_8859_1).doesNotContain("MultiHeadAttention");
        assertThat(report.quantization().int8Bytes()).isEqualTo(Files.size(fast));
        // both forms have the same INT8 weights; only activations are rounded otherwise
        assertThat(report.difference().meanScoreDifference())
                .isCloseTo(ofPortable.difference().meanScoreDifference(), within(2e-3));
    }

    @Test
    void givenTextsDecideTheActivationScales() throws IOException {
        Path comments = folder.resolve("comments.onnx");
        Path given = folder.resolve("given.onnx");

        FolderQuantization.open(folder).write(comments, DEFAULTS);
        FolderQuantization.open(folder).write(given, DEFAULTS.withActivationTexts(List.of("no", "yes")));

        assertThat(ActivationScales.read(comments)).isPresent();
        assertThat(ActivationScales.read(given).orElseThrow().toString())
                .isNotEqualTo(ActivationScales.read(comments).orElseThrow().toString());
    }

    @Test
    void refusesAFolderWithoutFp32GraphAndNamesBothPlaces() throws IOException {
        Files.delete(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> FolderQuantization.open(folder))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("no file at " + folder.resolve("model.onnx"))
                .hasMessageContaining(
                        folder.resolve("onnx").resolve("model.onnx").toString());
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> FolderQuantization.open(folder.resolve("none")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no model folder at " + folder.resolve("none"));
    }

    @Test
    void refusesAFolderWithoutTokenizer() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));
        FolderQuantization quantization = FolderQuantization.open(folder);

        assertThatThrownBy(() -> quantization.write(quantization.defaultTarget(), DEFAULTS))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tokenizer.json");
        assertThat(folder.resolve("model_quantized.onnx")).doesNotExist();
    }

    @Test
    void refusesTheFastFormOfAGraphOfAnotherTool() throws IOException {
        FolderQuantization quantization = FolderQuantization.open(folder);

        assertThatThrownBy(() -> quantization.write(folder.resolve("fast.onnx"), DEFAULTS.withFastForm(true)))
                .isInstanceOf(ModelFormatException.class);
        assertThat(folder.resolve("fast.onnx")).doesNotExist();
    }

    @Test
    void refusesToReplaceTheFp32Graph() throws IOException {
        FolderQuantization quantization = FolderQuantization.open(folder);

        assertThatThrownBy(() -> quantization.write(folder.resolve("model.onnx"), DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target " + folder.resolve("model.onnx") + " is the fp32 graph of the model");
    }

    @Test
    void refusesATargetInAFolderThatIsNotThere() throws IOException {
        FolderQuantization quantization = FolderQuantization.open(folder);

        assertThatThrownBy(() -> quantization.write(folder.resolve("none/int8.onnx"), DEFAULTS))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void optionsKeepTheirTextsAndRefuseNone() {
        List<String> texts = new ArrayList<>(List.of("yes"));
        QuantizationOptions options = DEFAULTS.withActivationTexts(texts).withFastForm(true);
        texts.clear();

        assertThat(options).isEqualTo(new QuantizationOptions(true, List.of("yes")));
        assertThat(DEFAULTS).isEqualTo(new QuantizationOptions(false, List.of()));
        assertThatThrownBy(() -> DEFAULTS.withActivationTexts(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no text to find activation scales on");
    }

    private void exportGraph() throws IOException {
        ModelConfig config = ModelConfig.read(folder);
        OnnxExport.write(
                config,
                FolderWeights.classifier(folder, config).weights(),
                folder.resolve("model.onnx"),
                ExportOptions.defaults());
    }

    private List<Scores> scores(GraphPrecision precision) throws IOException {
        OnnxOptions options = OnnxOptions.builder().precision(precision).build();
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder, options)) {
            return classifier.classify(SampleTexts.load());
        }
    }
}
