package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code classify} of users' tables and by group of labels. */
class ClassifyTableTest {

    private static final String CSV_HEADER = "text,emotions,positive,negative,ambiguous,neutral\r\n";

    private final Path folder;

    ClassifyTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsAColumnOfATable() throws IOException {
        Path csv = Files.writeString(folder.resolve("reviews.csv"), "id,body\n1,\"jjj,\nll\"\n2,\n");
        Path jsonLines = Files.writeString(folder.resolve("reviews.jsonl"), "{\"body\": \"ss\", \"id\": 1}\n");

        CommandRun quoted = classify(csv, "--text-column", "body", "--format", "csv");
        CommandRun json = classify(jsonLines, "--text-column", "body", "--format", "csv");

        assertThat(quoted.output()).isEqualTo("text,emotions\r\n\"jjj,\nll\",joy;love\r\n,\r\n");
        assertThat(json.output()).isEqualTo("text,emotions\r\nss,sadness\r\n");
    }

    @Test
    void withoutAColumnAFileIsLines() throws IOException {
        Path csv = Files.writeString(folder.resolve("reviews.csv"), "jjj,x\n");

        assertThat(classify(csv, "--format", "csv").output()).contains("\"jjj,x\",joy");
    }

    @Test
    void badTablesAreOneLineThatNamesTheRow() throws IOException {
        Path csv = Files.writeString(folder.resolve("reviews.csv"), "body\njj\n" + "b".repeat(1001) + "\n");
        Path broken = Files.writeString(folder.resolve("broken.csv"), "body\njj,x\n");
        Path text = Files.writeString(folder.resolve("reviews.txt"), "body\n");

        CommandRun tooLong = classify(csv, "--text-column", "body");
        CommandRun column = classify(csv, "--text-column", "text");
        CommandRun columns = classify(broken, "--text-column", "body");
        CommandRun extension = classify(text, "--text-column", "body");
        CommandRun missing = classify(folder.resolve("none.csv"), "--text-column", "body");
        CommandRun directory = classify(Files.createDirectory(folder.resolve("a.csv")), "--text-column", "body");

        assertThat(tooLong.error()).contains("row 2 of " + csv + " has 1001 tokens");
        assertThat(column.error()).contains("found no column 'text' among [body] in ", "line 2");
        assertThat(columns.error()).contains("found 2 columns, expected the 1 of the header");
        assertThat(extension.error()).contains("cannot tell the format of ");
        assertThat(missing.error()).contains("no file at ");
        assertThat(directory.error()).contains("found a folder, expected a file at ");
        assertThat(List.of(tooLong, column, columns, extension, missing, directory))
                .allSatisfy(run -> {
                    assertThat(run.error()).hasLineCount(1);
                    assertThat(run.exitCode()).isEqualTo(1);
                });
    }

    @Test
    void aColumnNeedsAFile() {
        CommandRun run = new CommandRun().run("classify", "--text-column", "body", "a text");

        assertThat(run.error()).contains("--text-column is for --file").hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void groupsScoreAsTheirBestMemberAndAreDetectedWithAnyMember() {
        // Annoyance 0.4 reaches its threshold, anger 0.6 does not reach its own.
        assertThat(grouped("--group", "ekman").output())
                .startsWith("the text\n  anger     0.60")
                .hasLineCount(2);
        assertThat(grouped("--group", "sentiment", "--scores", "--format", "csv")
                        .output())
                .isEqualTo(CSV_HEADER + "the text,negative,0.0,0.6000000238418579,0.0,0.0\r\n");
        assertThat(grouped("--group", "ekman", "--top-k", "1", "--format", "json")
                        .output())
                .contains("\"label\": \"anger\"");
        assertThat(grouped("--group", "ekman", "--threshold", "0.7", "--format", "csv")
                        .output())
                .isEqualTo("text,emotions\r\nthe text,\r\n");
        assertThat(grouped("--group", "ekman", "--format", "jsonl").output()).contains("\"emotions\": [\"anger\"]");
    }

    @Test
    void groupsNeedTheirLabels() {
        CommandRun run = new CommandRun().run("classify", "--group", "ekman", "a text");

        assertThat(run.error())
                .contains("of groups 'ekman' is not among the labels")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private static CommandRun classify(Path file, String... options) {
        Stream<String> command = Stream.of("classify", "--file", file.toString());
        return new CommandRun().run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }

    private static CommandRun grouped(String... options) {
        Stream<String> command = Stream.concat(Stream.of("classify"), Stream.of(options));
        return new CommandRun()
                .models((folder, asked) -> new Annoyed())
                .run(Stream.concat(command, Stream.of("the text")).toArray(String[]::new));
    }

    /** Finds 28 labels' worth of annoyance in every text. */
    private static final class Annoyed implements EmotionClassifier {

        private static final int ANGER = 2;
        private static final int ANNOYANCE = 3;

        @Override
        public LabelSet labels() {
            return LabelSet.goEmotions();
        }

        @Override
        public Thresholds thresholds() {
            double[] values = new double[28];
            Arrays.fill(values, 0.9);
            values[ANNOYANCE] = 0.3;
            return Thresholds.of(labels(), values);
        }

        @Override
        public Scores classify(String text) {
            float[] values = new float[28];
            values[ANGER] = 0.6f;
            values[ANNOYANCE] = 0.4f;
            return Scores.of(thresholds(), values);
        }

        @Override
        public List<Scores> classify(List<String> texts) {
            return texts.stream().map(this::classify).toList();
        }

        @Override
        public Stream<Scores> classify(Stream<String> texts) {
            return texts.map(this::classify);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
