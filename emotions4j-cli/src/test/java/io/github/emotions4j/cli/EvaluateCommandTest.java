package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private final Path data;

    EvaluateCommandTest(@TempDir Path folder) throws IOException {
        data = ThreeTexts.write(folder);
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
    void groupsAreEvaluatedByTheirMembers(@TempDir Path folder) throws IOException {
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
}
