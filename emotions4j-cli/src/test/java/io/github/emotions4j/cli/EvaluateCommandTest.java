package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void textShowsBothTables() {
        CommandRun run = new CommandRun().run("evaluate", "--data", data.toString(), "--threshold", "0.2");

        assertThat(run.output())
                .contains("three at threshold 0.2\n", "three at the model's own thresholds\n", "sadness");
        assertThat(run.exitCode()).isZero();
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
    void dataIsRequired() {
        CommandRun run = new CommandRun().run("evaluate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("Missing required option: '--data=F'");
    }
}
