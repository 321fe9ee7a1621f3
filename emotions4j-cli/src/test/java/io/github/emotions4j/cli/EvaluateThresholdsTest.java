package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.cli.option.ModelReference;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateThresholdsTest {

    private final Path data;

    EvaluateThresholdsTest(@TempDir Path folder) throws IOException {
        data = ThreeTexts.write(folder);
    }

    @Test
    void allChoicesOfThresholdsGoTogether(@TempDir Path folder) throws IOException {
        Path dev = Files.writeString(folder.resolve("dev.tsv"), "jjjjjj\t0\ta\njjjj\t1,2,3\tb\n");
        Path file = folder.resolve("thresholds.json");
        ThreeTexts.thresholds("0".repeat(64)).write(file);

        JsonNode results = ThreeTexts.evaluate(
                data,
                "--threshold",
                "0.2",
                "--threshold",
                "0.4",
                "--own",
                "--thresholds",
                file.toString(),
                "--tune-on",
                dev.toString(),
                "--regularisation",
                "none",
                "--oracle");

        assertThat(results.findValuesAsText("thresholds"))
                .containsExactly("fixed", "fixed", "model", "file", "dev", "oracle");
        // On dev, joy is best told by the middle between its two scores.
        assertThat(results.at("/4/labels/0/threshold").doubleValue()).isCloseTo(0.5, within(1e-6));
        // Here, by the middle between 0.5 and 0.3.
        assertThat(results.at("/5/labels/0/threshold").doubleValue()).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void theSearchOptionsChooseHowToTune() throws IOException {
        JsonNode grid = ThreeTexts.evaluate(data, "--oracle", "--candidates", "grid:0.25", "--objective", "f2");
        JsonNode global = ThreeTexts.evaluate(data, "--oracle", "--global", "--candidates", "grid");

        assertThat(grid.at("/labels/0/threshold").doubleValue()).isEqualTo(0.5);
        assertThat(global.findValues("threshold").stream()
                        .map(JsonNode::doubleValue)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void thresholdsThatSawTheDataAreAnOraclesInEveryFormat(@TempDir Path folder) throws IOException {
        ThresholdsFile sawTheData = ThreeTexts.thresholds(
                GoEmotions.readFile(data, new FakeClassifier().labels()).sha256());
        Path file = folder.resolve("thresholds.json");
        sawTheData.write(file);
        List<List<String>> choices = List.of(
                List.of("--oracle"),
                List.of("--own"),
                List.of("--thresholds", file.toString()),
                List.of("--tune-on", data.toString()));

        for (List<String> choice : choices) {
            for (String format : List.of("text", "markdown", "json", "csv")) {
                List<String> arguments = new ArrayList<>(List.of("evaluate", "--data", data.toString()));
                arguments.addAll(choice);
                arguments.addAll(List.of("--format", format));
                CommandRun run = new CommandRun().models(new TunedModel(sawTheData));
                run.run(arguments.toArray(String[]::new));
                assertThat(run.output()).as("%s as %s", choice, format).containsIgnoringCase("oracle");
            }
        }
    }

    @Test
    void thresholdsOfOtherLabelsAreRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("thresholds.json"), """
                {"objective": "f1", "split": "dev", "dataSha256": "0", "labels": [
                {"label": "fear", "threshold": 0.5, "support": 1, "f1": 1}]}
                """);

        CommandRun other = new CommandRun().run("evaluate", "--data", data.toString(), "--thresholds", file.toString());
        CommandRun missing = new CommandRun()
                .run(
                        "evaluate",
                        "--data",
                        data.toString(),
                        "--thresholds",
                        file.resolveSibling("none").toString());

        assertThat(other.error()).contains("thresholds are for labels [fear], expected [joy", "thresholds.json");
        assertThat(missing.error()).contains("no file at ");
        assertThat(List.of(other.exitCode(), missing.exitCode())).containsOnly(1);
    }

    /** A model whose thresholds file says what chose them. */
    private record TunedModel(ThresholdsFile file) implements ModelSource {

        @Override
        public EmotionClassifier open(ModelReference model, OnnxOptions options) {
            return new FakeClassifier();
        }

        @Override
        public Optional<ThresholdsFile> thresholds(ModelReference model) {
            return Optional.of(file);
        }
    }
}
