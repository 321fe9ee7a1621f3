package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {

    // Scores: joy 0.5; joy 0.3 and love 0.2; nothing. True: joy; love; sadness.
    private static final String DATA = "jjjjj\t0\ta\njjj ll\t1\tb\nx\t2\tc\n";

    private final Path data;

    EvaluateCommandTest(@TempDir Path folder) throws IOException {
        data = Files.writeString(folder.resolve("three.tsv"), DATA);
    }

    @Test
    void jsonHasOneObjectPerChoiceOfThresholds() throws IOException {
        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString(), "--format", "json");

        JsonNode results = new ObjectMapper().readTree(run.output());
        assertThat(results).hasSize(2);
        assertThat(results.findValuesAsText("thresholds")).containsExactly("fixed", "model");
    }

    @Test
    void figuresMatchACountByHand() throws IOException {
        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString(), "--format", "json");

        JsonNode results = new ObjectMapper().readTree(run.output());
        JsonNode half = results.get(0);
        JsonNode own = results.get(1);
        // At 0.5 only the first text's joy is predicted: one right prediction of three true labels.
        assertThat(half.get("accuracy").doubleValue()).isEqualTo(1 / 3.0);
        assertThat(half.at("/micro/precision").doubleValue()).isEqualTo(1);
        assertThat(half.at("/micro/recall").doubleValue()).isEqualTo(1 / 3.0);
        // At the model's own, joy twice (one right) and love once (right).
        assertThat(own.at("/micro/precision").doubleValue()).isEqualTo(2 / 3.0);
        assertThat(own.at("/labels/0/precision").doubleValue()).isEqualTo(0.5);
        assertThat(own.at("/labels/0/threshold").doubleValue()).isEqualTo(0.3);
        assertThat(own.at("/labels/3/rocAuc").isNull()).isTrue();
        assertThat(own.at("/undefined/recall").get(0).textValue()).isEqualTo("neutral");
        assertThat(own.get("examples").intValue()).isEqualTo(3);
    }

    @Test
    void textShowsAllFiguresAndIntervalsForEachChoice() {
        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString());

        assertThat(run.output())
                .contains(
                        "thresholds: fixed\n", "thresholds: the model's own\n", "95 % intervals: accuracy [", "sadness")
                .doesNotContain("ORACLE");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aLabelThatNoExampleHasIsSaidOnStandardError() {
        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString());

        assertThat(run.error())
                .isEqualTo("emotions: no example of 'three' has neutral; recall counts as 0, average precision and ROC"
                        + " AUC are left out\n");
        assertThat(run.output()).contains("never true, recall counted as 0: neutral\n");
    }

    @Test
    void aSingleChoiceIsAJsonObject() throws IOException {
        CommandRun run =
                new CommandRun().run("evaluate", "--data", data.toString(), "--threshold", "0.2", "--format", "json");

        JsonNode result = new ObjectMapper().readTree(run.output());
        assertThat(result.get("thresholds").textValue()).isEqualTo("fixed");
        assertThat(result.at("/labels/3/threshold").doubleValue()).isEqualTo(0.2);
        assertThat(result.at("/intervals/macroF1")).hasSize(2);
    }

    @Test
    void allChoicesOfThresholdsGoTogether(@TempDir Path folder) throws IOException {
        Path dev = Files.writeString(folder.resolve("dev.tsv"), "jjjjjj\t0\ta\njjjj\t1,2,3\tb\n");
        Path file = folder.resolve("thresholds.json");
        thresholdsFile("0".repeat(64)).write(file);

        JsonNode results = json(
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
        JsonNode grid = json("--oracle", "--candidates", "grid:0.25", "--objective", "f2");
        JsonNode global = json("--oracle", "--global", "--candidates", "grid");

        assertThat(grid.at("/labels/0/threshold").doubleValue()).isEqualTo(0.5);
        assertThat(global.findValues("threshold").stream()
                        .map(JsonNode::doubleValue)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void thresholdsThatSawTheDataAreAnOraclesInEveryFormat(@TempDir Path folder) throws IOException {
        ThresholdsFile sawTheData = thresholdsFile(
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
    void usersFilesHaveNamedColumns(@TempDir Path folder) throws IOException {
        Path csv = Files.writeString(folder.resolve("reviews.csv"), "mood,body\njoy,\"jjjjj,\"\nlove;joy,jjj ll\n");
        Path jsonLines =
                Files.writeString(folder.resolve("reviews.jsonl"), "{\"text\": \"jjjjj\", \"labels\": [\"joy\"]}\n");
        Path tsv = Files.writeString(folder.resolve("reviews.tsv"), "body\tlabels\njjjjj\tjoy\n");

        CommandRun named = new CommandRun()
                .run(
                        "evaluate",
                        "--data",
                        csv.toString(),
                        "--text-column",
                        "body",
                        "--label-column",
                        "mood",
                        "--label-separator",
                        ";",
                        "--own");
        CommandRun list = new CommandRun().run("evaluate", "--data", jsonLines.toString());
        CommandRun header = new CommandRun().run("evaluate", "--data", tsv.toString(), "--text-column", "body");

        assertThat(named.output()).contains("examples 2, subset accuracy 1.000");
        assertThat(list.output()).contains("examples 1, subset accuracy 1.000");
        assertThat(header.output()).contains("examples 1, subset accuracy 1.000");
    }

    @Test
    void anyonesScoresAreJudged(@TempDir Path folder) throws IOException {
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
                .run(concat(
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

        JsonNode withScores = json("--compare", scores.toString());
        JsonNode withModel = json("--compare", "embedded", "--threshold", "0.5");
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
    void aComparisonWithAnOracleSaysSoInEveryFormat() throws IOException {
        ThresholdsFile sawTheData = thresholdsFile(
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

    @Test
    void reportIsAPageOfItsOwn(@TempDir Path folder) {
        Path report = folder.resolve("report.html");

        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString(), "--report", report.toString());
        CommandRun noFolder = new CommandRun()
                .run(
                        "evaluate",
                        "--data",
                        data.toString(),
                        "--report",
                        folder.resolve("none/r.html").toString());

        assertThat(report).content().startsWith("<!doctype html>").contains("sadness");
        assertThat(run.output()).contains("thresholds: fixed");
        assertThat(noFolder.error()).contains("none").hasLineCount(2);
        assertThat(noFolder.exitCode()).isEqualTo(1);
    }

    @Test
    void groupsNeedTheirLabels() {
        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString(), "--group", "ekman");

        assertThat(run.error())
                .contains("of groups 'ekman' is not among the labels")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void groupsAreJudgedByTheirMembers(@TempDir Path folder) throws IOException {
        Path goEmotions = Files.writeString(folder.resolve("two.tsv"), "a\t2\ta\nb\t17\tb\n");
        String zeros = ",0".repeat(27);
        Path scores = Files.writeString(
                folder.resolve("scores.csv"),
                String.join(",", LabelSet.goEmotions().names()) + "\n0,0,0,0.6" + ",0".repeat(24) + "\n0" + zeros
                        + "\n");

        CommandRun run = new CommandRun()
                .run(
                        "evaluate",
                        "--data",
                        goEmotions.toString(),
                        "--scores-file",
                        scores.toString(),
                        "--group",
                        "ekman",
                        "--format",
                        "json");

        JsonNode result = new ObjectMapper().readTree(run.output());
        assertThat(result.get("labels").findValuesAsText("label"))
                .containsExactly("anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral");
        // Annoyance reaches 0.5, so anger, which is true, is detected.
        assertThat(result.at("/labels/0/f1").doubleValue()).isEqualTo(1);
        assertThat(result.at("/labels/3/recall").doubleValue()).isZero();
        assertThat(run.error()).contains("no example of 'two' has disgust, fear, sadness, surprise, neutral;");
    }

    @Test
    void badScoresAreOneLineThatNamesFileAndLine(@TempDir Path folder) throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.txt"), "joy\nlove\nsadness\nneutral\n");
        Map<String, String> reasons = Map.of(
                "joy,love,sadness\n1,0,0\n1,0,0\n1,0,0\n", "columns [neutral] are missing",
                "joy,love,sadness,neutral,fear\n1,0,0,0,0\n", "[fear] are no labels",
                "joy,love,sadness,neutral\n1,0,0,0\n", "found scores of 1 examples, expected the 3 of 'three'",
                "joy,love,sadness,neutral\n1,0,NaN,0\n", "score of 'sadness' is NaN, expected a number in [0, 1]",
                "joy,love,sadness,neutral\n1,0,0,1.5\n", "score of 'neutral' is 1.5");

        for (Map.Entry<String, String> bad : reasons.entrySet()) {
            Path scores = Files.writeString(folder.resolve("bad.csv"), bad.getKey());
            CommandRun run = new CommandRun()
                    .run(
                            "evaluate",
                            "--data",
                            data.toString(),
                            "--labels",
                            labels.toString(),
                            "--scores-file",
                            scores.toString());
            assertThat(run.error()).contains(bad.getValue(), "bad.csv").hasLineCount(1);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output()).isEmpty();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --scores-file x --model y               | found both --scores-file and --model, --precision or
                    --scores-file x --own                   | scores in a file have no thresholds
                    --labels x                              | --labels is for --scores-file
                    --tune-scores x --tune-on y             | --tune-scores is for --scores-file and --tune-on together
                    --scores-file x --tune-on y             | needs --tune-scores
                    --threshold 2                           | expected a number from 0 to 1
                    --objective recall                      | found 'recall', expected f1
                    --objective precision:2                 | wanted precision is 2.0, expected a number in (0, 1]
                    --candidates few                        | expected exact, grid or grid:STEP
                    --candidates grid:x                     | expected exact, grid or grid:STEP
                    --regularisation shrinkage:-1           | strength is -1.0
                    --group mood                            | expected one of
                    --format xml                            | expected one of
                    """)
    void wrongUsageIsOneLine(String options, String reason) {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "--data", data.toString()));
        arguments.addAll(List.of(options.split(" ")));

        CommandRun run = new CommandRun().run(arguments.toArray(String[]::new));

        assertThat(run.error()).contains(reason).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void badDataIsOneLineThatNamesFileAndLine(@TempDir Path folder) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.tsv"), "a\t0\tx\nb\t9\ty\n");

        CommandRun unknownLabel = new CommandRun().run("evaluate", "--data", wrong.toString());
        CommandRun missing = new CommandRun()
                .run("evaluate", "--data", folder.resolve("none.tsv").toString());
        CommandRun directory = new CommandRun().run("evaluate", "--data", folder.toString());

        assertThat(unknownLabel.error())
                .contains("label id is '9'", "wrong.tsv, line 2")
                .hasLineCount(1);
        assertThat(missing.error()).isEqualTo("emotions: no file at " + folder.resolve("none.tsv") + "\n");
        assertThat(directory.error())
                .contains("found a folder, expected a file at ")
                .hasLineCount(1);
        assertThat(List.of(unknownLabel.exitCode(), missing.exitCode(), directory.exitCode()))
                .containsOnly(1);
    }

    @Test
    void aTextThatIsTooLongNamesItsLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("long.tsv"), "a\t0\tx\n" + "b".repeat(1001) + "\t1\ty\n");

        CommandRun run = new CommandRun().run("evaluate", "--data", file.toString());

        assertThat(run.error()).isEqualTo("emotions: line 2 of " + file + " has 1001 tokens, expected at most 1000\n");
    }

    @Test
    void saysHowTextsWereReadThatAreLongerThanTheModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("long.tsv"), "j\t0\tx\n" + "l".repeat(700) + "\t1\ty\n");
        String[] command = {"evaluate", "--threshold", "0.5", "--data", file.toString()};

        assertThat(new CommandRun().run(command).error())
                .contains("emotions: line 2 of " + file + " is longer than the model, read in 2 windows");
        assertThat(new CommandRun()
                        .models((model, options) -> new FakeClassifier(options.longTexts()))
                        .run(
                                "evaluate",
                                "--threshold",
                                "0.5",
                                "--data",
                                file.toString(),
                                "--truncate",
                                "--compare",
                                "embedded")
                        .error()
                        .split("only the beginning was read", -1))
                .hasSize(3);
    }

    @Test
    void dataIsRequired() {
        CommandRun run = new CommandRun().run("evaluate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("Missing required option: '--data=F'");
    }

    private JsonNode json(String... options) throws IOException {
        String[] command = {"evaluate", "--data", data.toString(), "--format", "json"};
        CommandRun run = new CommandRun().run(concat(command, options));
        assertThat(run.exitCode()).as(run.error()).isZero();
        return new ObjectMapper().readTree(run.output());
    }

    private static String[] concat(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private static ThresholdsFile thresholdsFile(String dataSha256) {
        List<ThresholdsFile.Entry> entries = new FakeClassifier()
                .labels().names().stream()
                        .map(label -> new ThresholdsFile.Entry(label, 0.25, 1, 1))
                        .toList();
        return new ThresholdsFile("f1", "three", dataSha256, entries);
    }

    /** Two models, of which the other one's thresholds file says what chose them. */
    private record OtherTunedModel(ThresholdsFile file) implements ModelSource {

        @Override
        public EmotionClassifier open(Optional<Path> folder, OnnxOptions options) {
            return new FakeClassifier();
        }

        @Override
        public Optional<ThresholdsFile> thresholds(Optional<Path> folder) {
            return folder.equals(Optional.of(Path.of("other"))) ? Optional.of(file) : Optional.empty();
        }
    }

    /** A model whose thresholds file says what chose them. */
    private record TunedModel(ThresholdsFile file) implements ModelSource {

        @Override
        public EmotionClassifier open(Optional<Path> folder, OnnxOptions options) {
            return new FakeClassifier();
        }

        @Override
        public Optional<ThresholdsFile> thresholds(Optional<Path> folder) {
            return Optional.of(file);
        }
    }
}
