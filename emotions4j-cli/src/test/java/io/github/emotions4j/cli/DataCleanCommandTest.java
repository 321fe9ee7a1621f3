package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCleanCommandTest {

    private static final String TRAIN = "Same text\t0\ta\nsame  TEXT\t1\tb\nsame text\t0\tc\nanother one\t1\td\n";

    @TempDir
    Path folder;

    private Path train;
    private Path output;

    @BeforeEach
    void writeData() throws IOException {
        Files.writeString(folder.resolve("emotions.txt"), "joy\nanger\n");
        train = Files.writeString(folder.resolve("train.tsv"), TRAIN);
        Files.writeString(folder.resolve("test.tsv"), "another one\t0\te\n");
        output = folder.resolve("out");
    }

    private CommandRun clean(String... more) {
        return run(List.of("data", "clean", "--output", output.toString()), more);
    }

    private CommandRun apply(String... more) {
        return run(List.of("data", "apply", "--train", train.toString()), more);
    }

    private static CommandRun run(List<String> first, String... more) {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(List.of(more));
        return new CommandRun().run(arguments.toArray(String[]::new));
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(from);
        Files.writeString(file, before.replace(from, to));
    }

    @Test
    void aReviewIsWrittenEditedAndApplied() throws IOException {
        CommandRun cleaned = clean(
                "--data",
                folder.toString(),
                "--report",
                folder.resolve("page.html").toString());
        Path review = output.resolve("review.tsv");
        edit(review, "\t0.6667\t\t", "\t0.6667\taccept\t");
        Path target = folder.resolve("cleaned.tsv");
        CommandRun applied = apply("--review", review.toString(), "--output", target.toString());

        assertThat(cleaned.exitCode()).as(cleaned.error()).isZero();
        assertThat(cleaned.output())
                .containsPattern("texts that occur more than once +1\n")
                .containsPattern("with conflicting labels +1\n")
                .containsPattern("overlap +1\n");
        assertThat(Files.readString(folder.resolve("page.html"))).contains("Review of train");
        assertThat(Files.readAllLines(output.resolve("review.jsonl"))).hasSize(4);
        assertThat(applied.exitCode()).as(applied.error()).isZero();
        assertThat(applied.output())
                .isEqualTo("4 texts read, 1 with other labels, 0 left out, 0 suggestions undecided; 4 texts in "
                        + target + "\n");
        assertThat(Files.readString(target))
                .isEqualTo("Same text\t0\ta\nsame  TEXT\t0\tb\nsame text\t0\tc\nanother one\t1\td\n");
        assertThat(Files.readString(train)).isEqualTo(TRAIN);
    }

    @Test
    void scoresMadeElsewhereFindDoubtfulLabels() throws IOException {
        StringBuilder text = new StringBuilder("body,mood\n");
        StringBuilder scores = new StringBuilder("cross\tglad\n");
        for (int i = 0; i < 40; i++) {
            text.append("number ").append(i).append(i % 2 == 1 ? ",cross\n" : ",glad\n");
            scores.append(i == 7 ? "0.98\t0.02\n" : i % 2 == 1 ? "0.9\t0.1\n" : "0.1\t0.9\n");
        }
        Path wrong = Files.writeString(
                folder.resolve("mine.csv"), text.toString().replace("number 7,cross", "number 7,glad"));
        Path file = Files.writeString(folder.resolve("oof.tsv"), scores.toString());

        CommandRun run = clean(
                "--train",
                wrong.toString(),
                "--text-column",
                "body",
                "--label-column",
                "mood",
                "--scores",
                file.toString(),
                "--min-examples",
                "1",
                "--max-share",
                "0.2",
                "--no-near",
                "--format",
                "json");
        CommandRun applied = run(
                List.of(
                        "data",
                        "apply",
                        "--train",
                        wrong.toString(),
                        "--text-column",
                        "body",
                        "--label-column",
                        "mood"),
                "--review",
                output.resolve("review.jsonl").toString(),
                "--min-score",
                "0.1",
                "--output",
                folder.resolve("cleaned.csv").toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        JsonNode figures = new ObjectMapper().readTree(run.output());
        assertThat(figures.get("findings").get("wrong").intValue()).isEqualTo(1);
        assertThat(figures.get("labels").get("glad").get("confidentlyWrong").intValue())
                .isEqualTo(1);
        assertThat(Files.readString(output.resolve("review.tsv"))).contains("7\tglad\tcross\twrong missing\t");
        assertThat(applied.exitCode()).as(applied.error()).isZero();
        assertThat(Files.readString(folder.resolve("cleaned.csv")))
                .isEqualTo(Files.readString(wrong).replace("number 7,glad", "number 7,cross"));
    }

    @Test
    void foldsAreTrainedAndTheirScoresKept() throws IOException {
        Path base = Fixtures.tinyBert(folder.resolve("base"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            text.append("b c ")
                    .append("d ".repeat(i / 2))
                    .append(i % 2 == 0 ? "a\t0\t" : "z\t1\t")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(train, text);
        String[] arguments = {
            "--train",
            train.toString(),
            "--base",
            base.toString(),
            "--folds",
            "2",
            "--epochs",
            "1",
            "--batch-size",
            "8",
            "--no-near",
            "--overwrite"
        };

        CommandRun run = clean(arguments);
        String review = Files.readString(output.resolve("review.tsv"));
        CommandRun again = clean(arguments);
        CommandRun byScores = clean(
                "--train",
                train.toString(),
                "--no-near",
                "--overwrite",
                "--scores",
                output.resolve("scores.tsv").toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).contains("fold 1 of 2: learning from ", "fold 2 of 2: scoring 12 texts");
        assertThat(again.error())
                .contains("fold 1 of 2: scored before", "fold 2 of 2: scored before")
                .doesNotContain("learning");
        assertThat(Files.readString(output.resolve("review.tsv"))).isEqualTo(review);
        assertThat(byScores.output()).isEqualTo(run.output());
        CommandRun evaluated = new CommandRun()
                .run(
                        "evaluate",
                        "--data",
                        train.toString(),
                        "--scores-file",
                        output.resolve("scores.tsv").toString());
        assertThat(evaluated.exitCode()).as(evaluated.error()).isZero();
    }

    @Test
    void anEditedReviewIsNotReplaced() {
        clean("--data", folder.toString());

        CommandRun again = clean("--data", folder.toString());
        CommandRun meant = clean("--data", folder.toString(), "--overwrite");

        assertThat(again.error())
                .contains("already holds a review (review.tsv), which may have been edited")
                .hasLineCount(1);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(meant.exitCode()).isZero();
    }

    @Test
    void devAndTestAreNeverWritten() throws IOException {
        clean("--data", folder.toString());
        String review = output.resolve("review.tsv").toString();
        Path held = Files.writeString(folder.resolve("held-out.tsv"), "x\t0\ty\n");

        for (String name : List.of("test.tsv", "dev.csv", "TEST.tsv")) {
            CommandRun run =
                    apply("--review", review, "--output", folder.resolve(name).toString(), "--overwrite");
            assertThat(run.error()).contains("cleaned texts are for training").hasLineCount(1);
            assertThat(run.exitCode()).isEqualTo(1);
        }
        CommandRun onTrain = apply("--review", review, "--output", train.toString(), "--overwrite");
        CommandRun onHeld =
                apply("--review", review, "--output", held.toString(), "--test", held.toString(), "--overwrite");
        CommandRun onOther = apply("--review", review, "--output", held.toString());

        assertThat(List.of(onTrain.error(), onHeld.error()))
                .allSatisfy(error -> assertThat(error).contains("which is read or protected"));
        assertThat(onOther.error()).contains("expected no such file or --overwrite");
        assertThat(Files.readString(train)).isEqualTo(TRAIN);
        assertThat(Files.readString(held)).isEqualTo("x\t0\ty\n");
        assertThat(GoEmotions.read(folder, Split.TEST).size()).isEqualTo(1);
    }

    @Test
    void aReviewOfAnotherFileIsRefused() throws IOException {
        clean("--data", folder.toString());
        Files.writeString(train, TRAIN + "new\t0\tf\n");

        CommandRun run = apply(
                "--review",
                output.resolve("review.tsv").toString(),
                "--output",
                folder.resolve("x.tsv").toString());

        assertThat(run.error())
                .contains("the review was made of a file with SHA-256 '", "review.tsv, line 2")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("x.tsv")).doesNotExist();
    }

    @Test
    void duplicatesCanBeLeftOut() throws IOException {
        clean("--data", folder.toString());
        Path target = folder.resolve("cleaned.tsv");

        CommandRun run = apply(
                "--review",
                output.resolve("review.tsv").toString(),
                "--drop",
                "duplicate,overlap",
                "--output",
                target.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(Files.readString(target)).isEqualTo("Same text\t0\ta\n");
    }

    @Test
    void wrongUsageIsOneLine() {
        String data = folder.toString();
        assertUsage(clean(), "found no texts to clean, expected --data DIR or --train F");
        assertUsage(clean("--data", data, "--dev", "x"), "found --data together with options of --train");
        assertUsage(clean("--data", data, "--base", "e5-small-v2", "--scores", "x"), "--scores and --base exclude");
        assertUsage(clean("--data", data, "--folds", "3"), "--folds and the recipe are for --base");
        assertUsage(clean("--data", data, "--epochs", "2"), "--folds and the recipe are for --base");
        assertUsage(clean("--data", data, "--base", "nothing-like-it"), "--base: found 'nothing-like-it'");
        assertUsage(clean("--data", data, "--base", "e5-small-v2", "--folds", "1"), "folds is 1, expected at least 2");
        assertUsage(clean("--data", data, "--near", "0"), "near-duplicate similarity is 0.0");
        assertUsage(clean("--data", data, "--near", "0.5", "--no-near"), "--near and --no-near exclude");
        assertUsage(
                apply("--review", "x", "--output", "y", "--accept-all", "--min-score", "0.5"),
                "--accept-all and --min-score exclude");
        assertUsage(apply("--review", "x", "--output", "y", "--min-score", "2"), "min score is 2.0");
    }

    private static void assertUsage(CommandRun run, String message) {
        assertThat(run.error()).contains(message).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
