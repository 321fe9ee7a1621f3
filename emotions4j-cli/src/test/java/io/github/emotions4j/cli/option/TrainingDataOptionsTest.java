package io.github.emotions4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.cli.CommandRun;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.dataset.UnknownLabelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainingDataOptionsTest {

    private final Path folder;

    TrainingDataOptionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsAFolderOfGoEmotionsWithItsTestSplitWhereThereIsOne() throws IOException {
        write("emotions.txt", "joy\nanger\n");
        write("train.tsv", "a\t0\tx\nb\t1\ty\n");
        write("dev.tsv", "c\t1\tz\n");

        TrainingDataOptions.Splits without = read("--data", folder.toString());
        write("test.tsv", "d\t0,1\tw\n");
        TrainingDataOptions.Splits with = read("--data", folder.toString());

        assertThat(without.train().name()).isEqualTo("train");
        assertThat(without.dev().size()).isEqualTo(1);
        assertThat(without.test()).isEmpty();
        assertThat(with.test().orElseThrow().examples().get(0).labelIds()).containsExactly(0, 1);
    }

    @Test
    void readsOwnFilesByTheirColumnsWithTheLabelsOfTrain() throws IOException {
        Path train = write("mine.csv", "mood,body\nsad;cross,x\ncalm,y\n");
        Path dev = write("check.csv", "mood,body\ncross,z\n");
        Path test = write("final.csv", "mood,body\n,w\ncalm,v\n");

        TrainingDataOptions.Splits splits = read(
                "--train=" + train,
                "--dev=" + dev,
                "--test=" + test,
                "--text-column=body",
                "--label-column=mood",
                "--label-separator=;");

        assertThat(splits.train().labels().names()).containsExactly("calm", "cross", "sad");
        assertThat(splits.train().examples().get(0).labelIds()).containsExactly(2, 1);
        assertThat(splits.dev().labels()).isEqualTo(splits.train().labels());
        assertThat(splits.dev().examples()).containsExactly(new Example("z", List.of(1), "1"));
        assertThat(splits.test().map(Dataset::name)).contains("final");
    }

    @Test
    void theOrderOfLabelsMayBeGiven() throws IOException {
        Path labels = write("labels.txt", "sad\nhappy\ncalm\n");
        Path train = write("mine.jsonl", "{\"text\": \"x\", \"labels\": [\"calm\", \"sad\"]}\n");
        Path dev = write("dev.jsonl", "{\"text\": \"y\", \"labels\": [\"happy\"]}\n");

        TrainingDataOptions.Splits splits = read("--train=" + train, "--dev=" + dev, "--labels=" + labels);

        assertThat(splits.train().labels().names()).containsExactly("sad", "happy", "calm");
        assertThat(splits.dev().examples().get(0).labelIds()).containsExactly(1);
    }

    @Test
    void aShareOfTrainCanBeDev() throws IOException {
        String rows = Stream.iterate(0, row -> row + 1)
                .limit(40)
                .map(row -> "text " + row + "," + (row % 2 == 0 ? "up" : "down") + "\n")
                .reduce("text,labels\n", String::concat);
        Path train = write("mine.csv", rows);

        TrainingDataOptions.Splits splits = read("--train=" + train, "--dev-fraction=0.25");

        assertThat(splits.train().size()).isEqualTo(30);
        assertThat(splits.dev().size()).isEqualTo(10);
        assertThat(splits.dev().name()).isEqualTo("mine (dev part)");
        assertThat(splits.dev().texts())
                .doesNotContainAnyElementsOf(splits.train().texts());
    }

    @Test
    void aLabelThatTrainLacksIsNamedWithItsPlaceAndTheWayOut() throws IOException {
        Path train = write("mine.csv", "text,labels\nx,sad\ny,calm\n");
        Path dev = write("dev.csv", "text,labels\nx,sad\ny,happy\n");

        assertThatThrownBy(() -> read("--train=" + train, "--dev=" + dev))
                .isInstanceOf(UnknownLabelException.class)
                .hasMessageContaining("found label 'happy', expected one of [calm, sad] in " + dev + ", line 3")
                .hasMessageEndingWith("; these are the labels of " + train + "; --labels F sets other labels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                        | found no training texts, expected --data DIR, or --train F
            --dev x                                   | found no training texts
            --data x --train y                        | found --data together with options of --train
            --data x --text-column y                  | found --data together with options of --train
            --train x                                 | found neither --dev nor --dev-fraction
            --train x --dev y --dev-fraction 0.1      | found both --dev and --dev-fraction
            --train x --dev-fraction 1                | --dev-fraction is 1.0, expected above 0 and below 1
            """)
    void wrongUsageIsOneLine(String options, String reason) {
        String command = "train --base e5-small-v2 --output " + folder.resolve("out") + " " + options;

        CommandRun run = new CommandRun().run(command.strip().split(" "));

        assertThat(run.error()).contains(reason).hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void badDataIsOneLineBeforeTheEncoderIsRead() throws IOException {
        Path train = write("mine.csv", "text,labels\nx,sad\n");
        Path dev = write("dev.csv", "text,mood\nx,sad\n");

        CommandRun run = new CommandRun()
                .run("train", "--base=e5-small-v2", "--output=" + folder, "--train=" + train, "--dev=" + dev);

        assertThat(run.error())
                .contains("found no column 'labels' among [mood, text]", "dev.csv, line 2")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static TrainingDataOptions.Splits read(String... arguments) throws IOException {
        TrainingDataOptions options = new TrainingDataOptions();
        CommandLine commandLine = new CommandLine(options);
        commandLine.parseArgs(arguments);
        options.check(commandLine.getCommandSpec());
        return options.read(1);
    }
}
