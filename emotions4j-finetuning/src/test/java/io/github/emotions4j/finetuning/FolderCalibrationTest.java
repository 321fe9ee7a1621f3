package io.github.emotions4j.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.evaluation.calibration.PlattScaling;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FolderCalibrationTest {

    private static final List<String> TEXTS = List.of("hello there", "what a lovely surprise", "", "no");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "ROBERTA"})
    void weightsAndBothGraphsAnswerWhatTheLinesSay(TinyModel model) throws IOException {
        folderWithBothGraphs(model);
        PlattScaling scaling = lines();
        ScoreMatrix fp32 = scaling.apply(scores(GraphPrecision.FP32));
        ScoreMatrix int8 = scaling.apply(scores(GraphPrecision.INT8));
        List<String> files = names();

        FolderCalibration.of(folder).fold(scaling);

        assertThat(names()).isEqualTo(files);
        assertClose(scores(GraphPrecision.FP32), fp32);
        // the integers of a scaled row are those of the row, only the row's own scale differs
        assertClose(scores(GraphPrecision.INT8), int8);
        ModelConfig config = ModelConfig.read(folder);
        Weights weights = FolderWeights.classifier(folder, config).weights();
        OnnxExport.write(config, weights, folder.resolve("model.onnx"), ExportOptions.defaults());
        assertClose(scores(GraphPrecision.FP32), fp32);
    }

    @Test
    void alsoWritesGraphsInTheSubfolderOfOptimum() throws IOException {
        folderWithBothGraphs(TinyModel.BERT_UNCASED);
        Path onnx = Files.createDirectory(folder.resolve("onnx"));
        Files.move(folder.resolve("model.onnx"), onnx.resolve("model.onnx"));
        Files.move(folder.resolve("model_quantized.onnx"), onnx.resolve("model_quantized.onnx"));
        ScoreMatrix expected = lines().apply(scores(GraphPrecision.FP32));

        FolderCalibration.of(folder).fold(lines());

        assertClose(scores(GraphPrecision.FP32), expected);
        assertThat(folder.resolve("model.onnx")).doesNotExist();
    }

    @Test
    void anInt8GraphAloneStaysAlone() throws IOException {
        folderWithBothGraphs(TinyModel.BERT_UNCASED);
        Files.delete(folder.resolve("model.onnx"));
        ScoreMatrix expected = lines().apply(scores(GraphPrecision.INT8));

        FolderCalibration.of(folder).fold(lines());

        assertClose(scores(GraphPrecision.INT8), expected);
        assertThat(names()).doesNotContain("model.onnx").noneMatch(name -> name.endsWith(".calibrated"));
    }

    @Test
    void thresholdsOfTheOldScoresAreDeleted() throws IOException {
        folderWithBothGraphs(TinyModel.BERT_UNCASED);
        Files.writeString(folder.resolve("thresholds.json"), "{}");

        FolderCalibration.of(folder).fold(lines());

        assertThat(folder.resolve("thresholds.json")).doesNotExist();
    }

    @Test
    void aGraphOfOtherWeightsIsRefusedAndNothingChanges() throws IOException {
        folderWithBothGraphs(TinyModel.BERT_UNCASED);
        FolderCalibration.of(folder).fold(lines());
        Path other = folder.resolveSibling(folder.getFileName() + "-other");
        TinyModel.BERT_UNCASED.copyTo(other, ModelPart.WEIGHTS);
        Files.move(
                other.resolve("model.safetensors"),
                folder.resolve("model.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        byte[] graph = Files.readAllBytes(folder.resolve("model.onnx"));
        List<String> files = names();

        assertThatThrownBy(() -> FolderCalibration.of(folder).fold(lines()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("logit");
        assertThat(names()).isEqualTo(files);
        assertThat(folder.resolve("model.onnx")).hasBinaryContent(graph);
    }

    @Test
    void refusesAModelWhoseLabelsCompete() {
        TinyModel.BERT_CASED.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);

        assertThatThrownBy(() -> FolderCalibration.of(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("compete with each other (single_label_classification)")
                .hasMessageContaining("expected multi_label_classification")
                .hasMessageContaining(folder.resolve("config.json").toString());
    }

    @Test
    void refusesAFolderWithoutWeights() {
        TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.GRAPH, ModelPart.TOKENIZER);

        assertThatThrownBy(() -> FolderCalibration.of(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(folder + " has no weights, expected model.safetensors");
    }

    @Test
    void refusesWeightsInSeveralFiles() {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS, ModelPart.TOKENIZER);

        assertThatThrownBy(() -> FolderCalibration.of(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("expected model.safetensors to calibrate it");
    }

    @Test
    void refusesAGraphThatWouldStayAsItWas() throws IOException {
        folderWithBothGraphs(TinyModel.BERT_UNCASED);
        Files.createFile(folder.resolve("model_fp16.onnx"));

        assertThatThrownBy(() -> FolderCalibration.of(folder))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("found the graph " + folder.resolve("model_fp16.onnx"))
                .hasMessageContaining("expected model.onnx and model_quantized.onnx alone");
    }

    @Test
    void refusesLinesOfOtherLabels() throws IOException {
        folderWithBothGraphs(TinyModel.BERT_UNCASED);
        PlattScaling other = new PlattScaling(LabelSet.of("joy"), List.of(PlattScaling.Line.IDENTITY));

        assertThatThrownBy(() -> FolderCalibration.of(folder).fold(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found lines for labels [joy]");
    }

    private void folderWithBothGraphs(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        // Our own graphs, as those that folding writes: a graph of another tool runs in another form, with other
        // rounding.
        ModelConfig config = ModelConfig.read(folder);
        Weights weights = FolderWeights.classifier(folder, config).weights();
        OnnxExport.write(config, weights, folder.resolve("model.onnx"), ExportOptions.defaults());
        Int8Quantizer.quantize(folder.resolve("model.onnx"), folder.resolve("model_quantized.onnx"));
    }

    /** Another line for each label. */
    private PlattScaling lines() throws IOException {
        LabelSet labels = ModelConfig.read(folder).labels();
        List<PlattScaling.Line> lines = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            lines.add(new PlattScaling.Line(0.3 + 0.1 * label, 1 - 0.1 * label));
        }
        return new PlattScaling(labels, lines);
    }

    private ScoreMatrix scores(GraphPrecision precision) throws IOException {
        OnnxOptions options = OnnxOptions.builder().precision(precision).build();
        try (EmotionClassifier classifier = OnnxEmotionClassifier.load(folder, options)) {
            List<Scores> scores = classifier.classify(TEXTS);
            return ScoreMatrix.of(scores);
        }
    }

    private static void assertClose(ScoreMatrix found, ScoreMatrix expected) {
        for (int example = 0; example < TEXTS.size(); example++) {
            for (int label = 0; label < expected.labels().size(); label++) {
                assertThat(found.score(example, label)).isCloseTo(expected.score(example, label), within(1e-5));
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
