package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Folders as Optimum and transformers.js have them, of every architecture. */
class OptimumFoldersTest {

    /** fp32 kernels of two runtimes add in another order; on these models that moves a logit by some 1e-6. */
    private static final float TOLERANCE = 1e-5f;

    /**
     * INT8 rounds activations: one that lies next to a half may go either way, and then a logit of these models moves
     * by some hundredths. Equal on the machine that made the answers.
     */
    private static final float INT8_TOLERANCE = 0.1f;

    @TempDir
    Path folder;

    private Path copy(TinyModel model, ModelPart graph, String place) throws IOException {
        model.copyTo(folder, ModelPart.TOKENIZER, graph);
        String name = graph == ModelPart.GRAPH ? "model.onnx" : "model_quantized.onnx";
        Path target = folder.resolve(place).resolve(name);
        if (!target.equals(folder.resolve(name))) {
            Files.createDirectories(target.getParent());
            Files.move(folder.resolve(name), target);
        }
        return target;
    }

    private static List<GoldenText> texts(TinyModel model) {
        return model.golden().stream().filter(golden -> !golden.truncated()).toList();
    }

    private void assertScores(TinyModel model) throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            for (GoldenText golden : texts(model)) {
                Scores scores = classifier.classify(golden.text());
                for (int label = 0; label < golden.scores().length; label++) {
                    assertThat((double) scores.score(label))
                            .as("%s %s", golden, scores.labels().name(label))
                            .isCloseTo(golden.scores()[label], within((double) TOLERANCE));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void scoresAreThoseOfTheTransformersPipeline(TinyModel model) throws IOException {
        copy(model, ModelPart.GRAPH, "");

        assertScores(model);
    }

    @ParameterizedTest
    @CsvSource({"BERT_CASED,electra", "DISTILBERT,deberta-v2", "ROBERTA,some-new-thing"})
    void anArchitectureThatNobodyKnowsHereRunsByItsGraph(TinyModel model, String modelType) throws IOException {
        copy(model, ModelPart.GRAPH, "onnx");
        Path config = folder.resolve("config.json");
        String known = ModelConfig.read(folder).modelType();
        Files.writeString(config, Files.readString(config).replace('"' + known + '"', '"' + modelType + '"'));

        assertScores(model);
        assertThat(ModelConfig.read(folder).encoder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GRAPH,'',FP32", "GRAPH,onnx,FP32", "QUANTIZED_GRAPH,'',INT8", "QUANTIZED_GRAPH,onnx,INT8"})
    void findsGraphsWhereOptimumAndTransformersJsPutThem(ModelPart graph, String place, GraphPrecision precision)
            throws IOException {
        Path file = copy(TinyModel.ROBERTA, graph, place);

        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(folder)) {
            assertThat(classifier.graphFile()).isEqualTo(file);
            assertThat(classifier.precision()).isEqualTo(precision);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void runsOptimumsInt8(TinyModel model) throws IOException {
        Path file = copy(model, ModelPart.QUANTIZED_GRAPH, "");

        try (OnnxGraph graph = OnnxGraph.load(file)) {
            for (GoldenText golden : model.golden()) {
                int[] ids = Arrays.stream(golden.truncatedIds())
                        .mapToInt(Math::toIntExact)
                        .toArray();
                assertThat(graph.logits(ids))
                        .as("%s", golden)
                        .containsExactly(golden.int8Logits(), within(INT8_TOLERANCE));
            }
        }
    }

    @Test
    void problemTypeIsTransformersRuleWhereItIsAbsent() throws IOException {
        TinyModel.DISTILBERT.copyTo(folder);
        assertThat(ModelConfig.read(folder).problemType()).isEqualTo(ProblemType.SINGLE_LABEL);
        TinyModel.ROBERTA_RELU.copyTo(folder);
        assertThat(ModelConfig.read(folder).problemType()).isEqualTo(ProblemType.MULTI_LABEL);
    }
}
