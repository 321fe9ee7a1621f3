package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {

    // Scores of joy: 0.5, 0.3 and 0; true is the first. Love: 0, 0.2 and 0; true is the second.
    private static final String DEV = "jjjjj\t0\ta\njjj ll\t1\tb\nx\t2\tc\n";

    private final Path folder;
    private final Path dev;

    TuneCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.dev = Files.writeString(folder.resolve("dev.tsv"), DEV);
    }

    @Test
    void writesThresholdsWithHowTheyWereChosen() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));

        CommandRun run = run("--model", model.toString(), "--regularisation", "none");

        ThresholdsFile written = ThresholdsFile.read(model.resolve("thresholds.json"));
        assertThat(written.objective()).isEqualTo("f1");
        assertThat(written.split()).isEqualTo("dev");
        assertThat(written.dataSha256())
                .isEqualTo(
                        GoEmotions.readFile(dev, new FakeClassifier().labels()).sha256());
        assertThat(written.entries())
                .extracting(ThresholdsFile.Entry::label)
                .containsExactly("joy", "love", "sadness", "neutral");
        ThresholdsFile.Entry joy = written.entries().get(0);
        assertThat(joy.threshold()).isCloseTo(0.4, within(1e-6));
        assertThat(joy.support()).isEqualTo(1);
        assertThat(joy.f1()).isEqualTo(1);
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("ORACLE").contains("sadness");
        assertThat(run.error()).contains("wrote " + model.resolve("thresholds.json") + " (f1, exact, per label, none)");
        try (Stream<Path> files = Files.list(model)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("thresholds.json", "README.md", "f1-per-label.png", "reliability.png");
        }
    }

    @Test
    void theCardOfAFolderWithoutOneSaysThatTheTextsThemselvesChose() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));

        CommandRun run = run("--model", model.toString());

        assertThat(run.error()).contains("wrote " + model.resolve("README.md") + " with the scores on dev");
        assertThat(Files.readString(model.resolve("README.md")))
                .contains("# model\n", "## Scores on dev", "**thresholds: fixed**", "**ORACLE, thresholds:")
                .contains("so their scores are an upper bound.**")
                .contains("was chosen on dev: 3 examples, SHA-256 `", "](f1-per-label.png)", "](reliability.png)")
                .contains("name: \"macro F1 (thresholds: fixed)\"")
                .doesNotContain("macro F1 (ORACLE");
    }

    @Test
    void testTextsGiveTheCardATableOfTheirMetrics() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Path test = Files.writeString(folder.resolve("test.tsv"), "jjjj\t0\ta\nll\t1\tb\nssss\t2\tc\nnnnnnn\t3\td\n");
        Files.writeString(model.resolve("README.md"), "---\nlicense: mit\n---\n# Ours\n\nRecipe.\n");

        CommandRun run = run("--model", model.toString(), "--test", test.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).contains("refreshed ", "with the scores on test; its other text is unchanged");
        assertThat(run.output())
                .contains("thresholds: fixed\n", "thresholds: chosen on another split (dev)\n", "ORACLE, thresholds");
        assertThat(Files.readString(model.resolve("README.md")))
                .startsWith("---\nlicense: mit\n#")
                .contains("# Ours\n\nRecipe.\n", "## Scores on test", "- name: \"Ours\"")
                .contains("macro F1 (thresholds: chosen on another split (dev))")
                .doesNotContain("are an upper bound");
    }

    @Test
    void aModelIndexOfSomeoneElseIsLeftAloneAndSaid() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        String theirs = "---\nmodel-index:\n- name: theirs\n---\nText.\n";
        Files.writeString(model.resolve("README.md"), theirs);

        CommandRun run = run("--model", model.toString());

        assertThat(run.error()).contains("the model-index in its front matter is unchanged");
        assertThat(Files.readString(model.resolve("README.md"))).startsWith(theirs);
    }

    @Test
    void thresholdsThatGoElsewhereLeaveTheCardAlone() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));

        run(
                "--model",
                model.toString(),
                "--output",
                folder.resolve("chosen.json").toString());

        assertThat(folder.resolve("chosen.json")).exists();
        assertThat(model).isEmptyDirectory();
    }

    @Test
    void evaluateReadsScoresOfAFile() {
        CommandRun run = run("--scores-file", "x", "--output", "y", "--test", "z");

        assertThat(run.error()).contains("--test is for models").hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void aLabelWithoutPositivesKeepsOneHalfAndIsSaidOnStandardError() throws IOException {
        Path file = folder.resolve("chosen.json");

        CommandRun run = run("--output", file.toString());

        assertThat(ThresholdsFile.read(file).entries().get(3).threshold()).isEqualTo(0.5);
        assertThat(run.error().lines())
                .startsWith("emotions: no example of 'dev' has neutral; the threshold stays 0.5");
    }

    @Test
    void theOptionsChooseTheSearch() throws IOException {
        Path file = folder.resolve("chosen.json");

        CommandRun run = run(
                "--output",
                file.toString(),
                "--objective",
                "precision:0.9",
                "--candidates",
                "grid:0.1",
                "--regularisation",
                "shrinkage:2",
                "--format",
                "csv");

        assertThat(ThresholdsFile.read(file).objective()).isEqualTo("precision 0.9");
        assertThat(run.error()).contains("(precision 0.9, grid of 0.1, per label, shrinkage 2.0)");
        assertThat(run.output()).startsWith("thresholds,row,label").contains("oracle,label,joy");
    }

    @Test
    void theDefaultIsWhatTheHelpSays() {
        Path file = folder.resolve("chosen.json");
        String help = new CommandRun().run("tune", "--help").output().replaceAll("\\s+", " ");
        Matcher regularisation =
                Pattern.compile("Default: (\\S+); none for --oracle").matcher(help);

        assertThat(regularisation.find()).isTrue();
        CommandRun spelled = run("--output", file.toString(), "--regularisation", regularisation.group(1));
        CommandRun silent = run("--output", file.toString());

        assertThat(spelled.exitCode()).isZero();
        assertThat(spelled.error()).isEqualTo(silent.error());
    }

    @Test
    void scoresOfAFileAreEnough() throws IOException {
        Path labels = Files.writeString(folder.resolve("emotions.txt"), "joy\nlove\nsadness\nneutral\n");
        Path scores = Files.writeString(
                folder.resolve("scores.csv"), "joy,love,sadness,neutral\n1,0,0,0\n0,1,0,0\n0,0,1,0\n");
        Path file = folder.resolve("chosen.json");

        CommandRun run = run("--scores-file", scores.toString(), "--output", file.toString());

        assertThat(labels).exists();
        assertThat(run.output()).contains("subset accuracy 1.000");
        assertThat(ThresholdsFile.read(file).entries()).hasSize(4);
    }

    @Test
    void aFailureLeavesTheFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("chosen.json"), "before");
        Path bad = Files.writeString(folder.resolve("bad.tsv"), "a\t9\tx\n");

        CommandRun run = new CommandRun().run("tune", "--data", bad.toString(), "--output", file.toString());

        assertThat(run.error()).contains("label id is '9'", "bad.tsv, line 1").hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(file).hasContent("before");
    }

    @Test
    void needsSomewhereToWrite() {
        CommandRun nowhere = run();
        CommandRun noFolder = run("--output", folder.resolve("none/chosen.json").toString());

        assertThat(nowhere.error())
                .contains("nowhere to write, expected --model DIR or --output F")
                .hasLineCount(1);
        assertThat(noFolder.error())
                .contains("no folder at ", "to write chosen.json into")
                .hasLineCount(1);
        assertThat(List.of(nowhere.exitCode(), noFolder.exitCode())).containsExactly(2, 1);
    }

    @Test
    void calibrationNeedsAModelFolderWhoseThresholdsMayChange() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));

        CommandRun embedded = run("--calibrate");
        CommandRun elsewhere = run("--calibrate", "--model", model.toString(), "--output", "chosen.json");

        assertThat(List.of(embedded.exitCode(), elsewhere.exitCode())).containsExactly(2, 2);
        assertThat(embedded.error())
                .isEqualTo(elsewhere.error())
                .contains("--calibrate changes a model folder and its thresholds, expected --model DIR and no --output")
                .hasLineCount(1);
    }

    private CommandRun run(String... options) {
        Stream<String> command = Stream.of("tune", "--data", dev.toString());
        return new CommandRun().run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }
}
