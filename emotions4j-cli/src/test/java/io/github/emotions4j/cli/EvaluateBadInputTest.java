package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateBadInputTest {

    private final Path data;

    EvaluateBadInputTest(@TempDir Path folder) throws IOException {
        data = ThreeTexts.write(folder);
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
    void parquetIsRefusedWithTheWayOut(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("reviews.parquet"), "PAR1");

        CommandRun run = new CommandRun().run("evaluate", "--data", file.toString());

        assertThat(run.error())
                .contains("Parquet is not supported, found " + file + ", expected .csv")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aTextThatIsTooLongNamesItsLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("long.tsv"), "a\t0\tx\n" + "b".repeat(1001) + "\t1\ty\n");

        CommandRun run = new CommandRun().run("evaluate", "--data", file.toString());

        assertThat(run.error()).isEqualTo("emotions: line 2 of " + file + " has 1001 tokens, expected at most 1000\n");
    }

    @Test
    void dataIsRequired() {
        CommandRun run = new CommandRun().run("evaluate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("Missing required option: '--data=F'");
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
}
