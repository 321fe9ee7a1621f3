package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.option.ModelResolver;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code emotions classify --model DIR} over the forms that folders come in. */
class ClassifyFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private CommandRun classify(List<String> texts, String... options) {
        List<String> command =
                new ArrayList<>(List.of("classify", "--model", folder.toString(), "--scores", "--format=json"));
        command.addAll(List.of(options));
        command.add("--");
        command.addAll(texts);
        return new CommandRun().models(new ModelResolver(Console.system())).run(command.toArray(String[]::new));
    }

    private void assertRefused(String... messages) {
        CommandRun run = classify(List.of("a good day"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains(messages).hasLineCount(1);
        assertThat(run.output()).isEmpty();
    }

    private void assertScores(List<GoldenText> golden, double tolerance, String... options) throws IOException {
        assertThat(differences(golden, options))
                .allSatisfy(difference -> assertThat(difference).isLessThanOrEqualTo(tolerance));
    }

    /** The distance of each score from the golden one. */
    private List<Double> differences(List<GoldenText> golden, String... options) throws IOException {
        List<GoldenText> texts =
                golden.stream().filter(text -> !text.truncated()).toList();
        CommandRun run = classify(texts.stream().map(GoldenText::text).toList(), options);
        assertThat(run.exitCode()).as(run.error()).isZero();
        JsonNode results = JSON.readTree(run.output());
        assertThat(results).hasSameSizeAs(texts);
        List<String> labels = ModelConfig.read(folder).labels().names();
        List<Double> differences = new ArrayList<>();
        for (int text = 0; text < texts.size(); text++) {
            for (JsonNode entry : results.get(text)) {
                double expected = texts.get(text)
                        .scores()[labels.indexOf(entry.get("label").asText())];
                differences.add(Math.abs(entry.get("score").asDouble() - expected));
            }
        }
        return differences;
    }

    @ParameterizedTest
    @EnumSource
    void scoresOfWeightsAloneAreTransformers(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);

        assertScores(model.golden(), 1e-5);
    }

    @Test
    void scoresOfShardsAreTransformers() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.SHARDS, ModelPart.TOKENIZER);

        assertScores(TinyModel.ROBERTA.golden(), 1e-5);
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "BERT_CASED", "ROBERTA", "DISTILBERT"})
    void scoresOfOptimumsGraphAreTransformers(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.GRAPH, ModelPart.TOKENIZER);

        assertScores(model.golden(), 1e-5);
    }

    @ParameterizedTest
    @EnumSource(names = {"ROBERTA", "DISTILBERT"})
    void int8OfWeightsAloneIsMadeOnRequest(TinyModel model) throws IOException {
        model.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);

        // A guard against a wrong graph, not a measure of quality: the models are random, and scales that are found on
        // comments limit a golden text of digits.
        List<Double> differences = differences(model.golden(), "--precision=int8");
        assertThat(differences).filteredOn(difference -> difference > 0.1).hasSizeLessThan(differences.size() / 20);
        assertThat(differences.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow())
                .isLessThan(0.02);
        assertThat(classify(List.of("joy"), "--precision=int8").error())
                .contains(" runs in int8, by ", "model_quantized.onnx");
        assertThat(classify(List.of("joy")).error()).contains(" runs in fp32, by ", "model.onnx");
    }

    @Test
    void saysWhichTextsTheScalesOfAMadeInt8GraphComeFrom() {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        String line = "emotions: its activation scales come from the sample comments of emotions4j;"
                + " 'emotions quantize --texts' finds them on yours";

        CommandRun int8 = classify(List.of("joy"), "--precision=int8");
        assertThat(int8.error().lines()).containsOnlyOnce(line);
        assertThat(int8.output()).doesNotContain("activation scales");
        assertThat(classify(List.of("joy"), "--precision=fp32").error()).doesNotContain("activation scales");

        assertThat(new CommandRun()
                        .run("export", "--no-check", "--model", folder.toString())
                        .exitCode())
                .isZero();
        CommandRun quantized = new CommandRun().run("quantize", "--model", folder.toString());
        assertThat(quantized.exitCode()).as(quantized.error()).isZero();
        assertThat(classify(List.of("joy"), "--precision=int8").error())
                .contains(" runs in int8, by ")
                .doesNotContain("activation scales");
    }

    @ParameterizedTest
    @CsvSource({"'',int8", "--precision=int8,int8", "--precision=fp32,fp32"})
    void int8RunsFirstWhereTheFolderHasBoth(String option, String expected) {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.GRAPH, ModelPart.QUANTIZED_GRAPH, ModelPart.TOKENIZER);

        CommandRun run = option.isEmpty() ? classify(List.of("joy")) : classify(List.of("joy"), option);

        assertThat(run.error()).startsWith("emotions: " + folder + " runs in " + expected + ", by " + folder);
    }

    @Test
    void refusesAPickle() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.TOKENIZER);
        Files.createFile(folder.resolve("pytorch_model.bin"));

        assertRefused(folder.toString(), "pytorch_model.bin", "runs code", "safe_serialization=True");
    }

    @Test
    void refusesFewerOutputsThanLabels() throws IOException {
        TinyModel.BERT_CASED.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        replaceInConfig("\"4\": \"neutral\"", "\"4\": \"neutral\", \"5\": \"more\"");

        assertRefused(
                "'classifier.weight' has shape [5, 16], expected [6, 16]",
                " for the 6 labels of 'id2label' in config.json");
    }

    @Test
    void refusesAnArchitectureWithoutGraph() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        replaceInConfig("\"model_type\": \"roberta\"", "\"model_type\": \"deberta\"");

        assertRefused("'model_type' is 'deberta', expected one of bert, roberta, distilbert", "config.json");
    }

    @Test
    void refusesATokenizerWithTooManyTokens() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        replaceInConfig("\"vocab_size\": 380", "\"vocab_size\": 379");

        assertRefused("the largest token id is 379, expected at most 378", "config.json", "tokenizer.json");
    }

    @Test
    void refusesAnotherActivation() throws IOException {
        TinyModel.ROBERTA.copyTo(folder, ModelPart.WEIGHTS, ModelPart.TOKENIZER);
        replaceInConfig("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"silu\"");

        assertRefused("'hidden_act' is 'silu', expected one of gelu, gelu_new, relu", "config.json");
    }

    private void replaceInConfig(String found, String replacement) throws IOException {
        Path config = folder.resolve("config.json");
        assertThat(Files.readString(config)).contains(found);
        Files.writeString(config, Files.readString(config).replace(found, replacement));
    }
}
