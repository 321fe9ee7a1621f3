package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.cli.option.ModelReference;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateOthersTest {

    private final Path data;

    EvaluateOthersTest(@TempDir Path folder) throws IOException {
        data = ThreeTexts.write(folder);
    }

    @Test
    void scoresOfOtherSystemsAreEvaluated(@TempDir Path folder) throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.txt"), "joy\nlove\nsadness\nneutral\n");
        Path scores = Files.writeString(
                folder.resolve("scores.csv"), "joy,love,sadness,neutral\n0.9,0,0,0\n0,0.9,0,0\n0,0,0.4,0\n");
        String[] command = {
            "evaluate",
            "--data",
            data.toString(),
            "--scores-file",
            scores.toString(),
            "--labels",
            labels.toString(),
            "--format",
            "json"
        };

        CommandRun half = new CommandRun().run(command);
        CommandRun tuned = new CommandRun()
                .run(ThreeTexts.concat(
                        command,
                        "--tune-on",
                        data.toString(),
                        "--tune-scores",
                        scores.toString(),
                        "--regularisation",
                        "none"));

        JsonNode result = new ObjectMapper().readTree(half.output());
        assertThat(result.get("thresholds").textValue()).isEqualTo("fixed");
        assertThat(result.get("accuracy").doubleValue()).isEqualTo(2 / 3.0);
        JsonNode oracle = new ObjectMapper().readTree(tuned.output());
        assertThat(oracle.get("thresholds").textValue()).isEqualTo("oracle");
        assertThat(oracle.get("accuracy").doubleValue()).isEqualTo(1);
    }

    @Test
    void scoresOfClassifyAreTheModelsOwn(@TempDir Path folder) throws IOException {
        Path labels = Files.writeString(folder.resolve("emotions.txt"), "joy\nlove\nsadness\nneutral");
        Path here = Files.copy(data, folder.resolve("here.tsv"));
        String printed = new CommandRun()
                .input("jjjjj\njjj ll\nx\n")
                .run("classify", "--scores", "--format", "jsonl")
                .output();
        Path scores = Files.writeString(folder.resolve("scores.jsonl"), printed);

        CommandRun run = new CommandRun()
                .run("evaluate", "--data", here.toString(), "--scores-file", scores.toString(), "--format", "csv");
        CommandRun model =
                new CommandRun().run("evaluate", "--data", here.toString(), "--threshold", "0.5", "--format", "csv");

        assertThat(labels).exists();
        assertThat(run.output()).isNotEmpty().isEqualTo(model.output());
    }

    @Test
    void comparisonSaysWhetherDifferencesExcludeZero(@TempDir Path folder) throws IOException {
        Path scores = Files.writeString(
                folder.resolve("scores.csv"), "joy,love,sadness,neutral\n0.9,0,0,0\n0,0.9,0,0\n0,0,0.9,0\n");

        JsonNode withScores = ThreeTexts.evaluate(data, "--compare", scores.toString());
        JsonNode withModel = ThreeTexts.evaluate(data, "--compare", "embedded", "--threshold", "0.5");
        CommandRun text = new CommandRun().run("evaluate", "--data", data.toString(), "--compare", "embedded");
        CommandRun csv =
                new CommandRun().run("evaluate", "--data", data.toString(), "--compare", "embedded", "--format", "csv");

        assertThat(withScores.at("/comparison/accuracy/difference").doubleValue())
                .isCloseTo(1 / 3.0 - 1, within(1e-12));
        assertThat(withScores.at("/comparison/labels/0/f1/excludesZero").booleanValue())
                .isFalse();
        assertThat(withModel.at("/comparison/macroF1/interval/0").doubleValue()).isZero();
        assertThat(text.output())
                .contains(
                        "the embedded model minus the embedded model, paired bootstrap", "excludes 0", "f1 of sadness");
        assertThat(csv.output().lines())
                .startsWith("thresholds,figure,difference,low,high,excludesZero", "fixed,accuracy,0.0,0.0,0.0,false")
                .contains("model,f1 of neutral,0.0,0.0,0.0,false");
    }

    @Test
    void comparisonsAsJsonStandInTheResultTheyAreOf() throws IOException {
        JsonNode results = ThreeTexts.evaluate(data, "--compare", "embedded");

        assertThat(results.findValuesAsText("thresholds")).containsExactly("fixed", "model");
        for (JsonNode result : results) {
            JsonNode comparison = result.get("comparison");
            assertThat(names(comparison))
                    .containsExactly(
                            "first",
                            "second",
                            "oracle",
                            "accuracy",
                            "macroPrecision",
                            "macroRecall",
                            "macroF1",
                            "macroMcc",
                            "microF1",
                            "weightedF1",
                            "macroAveragePrecision",
                            "macroRocAuc",
                            "calibrationError",
                            "adaptiveCalibrationError",
                            "labels");
            assertThat(names(comparison.get("macroRocAuc"))).containsExactly("difference", "interval", "excludesZero");
            assertThat(comparison.at("/calibrationError/interval")).hasSize(2);
            assertThat(comparison.get("labels").findValuesAsText("label"))
                    .containsExactly("joy", "love", "sadness", "neutral");
            assertThat(names(comparison.at("/labels/0"))).containsExactly("label", "f1");
        }
    }

    @Test
    void aMetricThatNoLabelHasIsNullInTheComparison(@TempDir Path folder) throws IOException {
        Path all = Files.writeString(folder.resolve("all.tsv"), "jj\t0,1,2,3\ta\nll\t0,1,2,3\tb\n");

        JsonNode result = ThreeTexts.evaluate(all, "--threshold", "0.5", "--compare", "embedded");

        assertThat(result.at("/comparison/macroRocAuc").isNull()).isTrue();
        assertThat(result.at("/intervals/macroAveragePrecision").isNull()).isTrue();
        assertThat(result.at("/comparison/macroF1/difference").doubleValue()).isZero();
    }

    @Test
    void aComparisonWithAnOracleSaysSoInEveryFormat() throws IOException {
        ThresholdsFile sawTheData = ThreeTexts.thresholds(
                GoEmotions.readFile(data, new FakeClassifier().labels()).sha256());

        for (String format : List.of("text", "markdown", "json", "csv")) {
            CommandRun run = new CommandRun()
                    .models(new OtherTunedModel(sawTheData))
                    .run(
                            "evaluate",
                            "--data",
                            data.toString(),
                            "--own",
                            "--model",
                            "plain",
                            "--compare",
                            "other",
                            "--format",
                            format);
            assertThat(run.output())
                    .as(format)
                    .contains(format.equals("csv") ? "oracle,accuracy" : "other (ORACLE)")
                    .doesNotContain("plain (ORACLE)");
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Two models, of which the other one's thresholds file says what chose them. */
    private record OtherTunedModel(ThresholdsFile file) implements ModelSource {

        @Override
        public EmotionClassifier open(ModelReference model, OnnxOptions options) {
            return new FakeClassifier();
        }

        @Override
        public Optional<ThresholdsFile> thresholds(ModelReference model) {
            return model.equals(ModelReference.of(Path.of("other"))) ? Optional.of(file) : Optional.empty();
        }
    }
}
