package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.cli.option.ModelReference;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.modelfolder.GraphPrecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyCommandTest {

    @Test
    void printsABlockForEachArgument() {
        CommandRun run = new CommandRun().run("classify", "jjjjj ll", "x");

        assertThat(run.output()).isEqualTo("""
                        jjjjj ll
                          joy      0.50  ██████████
                          love     0.20  ████

                        x
                          no emotion reaches its threshold
                        """);
        assertThat(run.exitCode()).isZero();
        assertThat(run.error()).isEmpty();
    }

    @Test
    void printsALineForEachLineOfInput() {
        CommandRun run = new CommandRun().input("jjjjj ll\n\nss\n").run("classify");

        assertThat(run.output().lines())
                .containsExactly(
                        "joy 0.50, love 0.20                   jjjjj ll",
                        "-                                     ",
                        "sadness 0.20                          ss");
    }

    @Test
    void jsonIsAnArrayWithOneListPerTextBestFirstWithEveryDigit() {
        CommandRun run = new CommandRun().run("classify", "--format", "json", "--scores", "ll jjj", "");

        assertThat(run.output()).isEqualTo("""
                        [
                        [{"label": "joy", "score": 0.30000001192092896}, \
                        {"label": "love", "score": 0.20000000298023224}, \
                        {"label": "sadness", "score": 0.0}, {"label": "neutral", "score": 0.0}],
                        [{"label": "joy", "score": 0.0}, {"label": "love", "score": 0.0}, \
                        {"label": "sadness", "score": 0.0}, {"label": "neutral", "score": 0.0}]
                        ]
                        """);
    }

    @Test
    void jsonOfNoTextIsAnEmptyArray() {
        assertThat(new CommandRun().run("classify", "--format", "json").output())
                .isEqualTo("[]\n");
    }

    @Test
    void jsonLinesListTheDetectedLabels() {
        CommandRun run = new CommandRun().input("say \"jjjjjl\"\n").run("classify", "--format=jsonl");

        assertThat(run.output())
                .isEqualTo("{\"text\": \"say \\\"jjjjjl\\\"\", \"emotions\": [\"joy\", \"sadness\"], \"scores\": "
                        + "[{\"label\": \"joy\", \"score\": 0.5}, "
                        + "{\"label\": \"sadness\", \"score\": 0.10000000149011612}]}\n");
    }

    @Test
    void topListsTheBestLabelsWhateverTheirThresholds() {
        CommandRun run = new CommandRun().run("classify", "--format=jsonl", "--top-k=2", "jjjjj l");

        assertThat(run.output())
                .isEqualTo("{\"text\": \"jjjjj l\", \"emotions\": [\"joy\"], \"scores\": "
                        + "[{\"label\": \"joy\", \"score\": 0.5}, "
                        + "{\"label\": \"love\", \"score\": 0.10000000149011612}]}\n");
    }

    @Test
    void oneThresholdReplacesTheModelsOwn() {
        CommandRun run = new CommandRun().run("classify", "--format=csv", "--threshold=0.5", "jjjj nnnnn");

        assertThat(run.output()).isEqualTo("text,emotions\r\njjjj nnnnn,neutral\r\n");
    }

    @Test
    void csvQuotesWhatNeedsItAndHasAColumnPerLabelWithScores() {
        CommandRun run = new CommandRun().run("classify", "--format=csv", "--scores", "a \"j\", jj\nll");

        assertThat(run.output().split("\r\n", -1))
                .containsExactly(
                        "text,emotions,joy,love,sadness,neutral",
                        "\"a \"\"j\"\", jj\nll\",joy;love,0.30000001192092896,0.20000000298023224,0.0,0.0",
                        "");
    }

    @Test
    void csvWithTopListsThoseLabels() {
        CommandRun run = new CommandRun().run("classify", "--format=csv", "--top-k=3", "jl");

        assertThat(run.output()).isEqualTo("text,emotions\r\njl,joy;love;sadness\r\n");
    }

    @ParameterizedTest
    @CsvSource({"jsonl, 5", "table, 5", "csv, 6", "json, 7"})
    void everyLineOfInputGivesOneLineOfOutput(String format, int lines) {
        CommandRun run = new CommandRun().input("\n jj \n\n\nlast").run("classify", "--format", format);

        assertThat(run.output().lines()).hasSize(lines);
    }

    @Test
    void linesAreNotTrimmedAndEndWithLfOrCrLf() {
        CommandRun run = new CommandRun().input(" a \r\nb\rc\n\td").run("classify", "--format=csv");

        assertThat(run.output()).isEqualTo("text,emotions\r\n a ,\r\n\"b\rc\",\r\n\td,\r\n");
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("two lines.txt"), "jjjj\nß 😀\n");

        CommandRun run = new CommandRun().run("classify", "--file", file.toString(), "--format=csv");

        assertThat(run.output()).isEqualTo("text,emotions\r\njjjj,joy\r\nß 😀,\r\n");
    }

    @Test
    void textsMayStartWithAtOrDashOrBeEmpty() {
        CommandRun run = new CommandRun().run("classify", "--format=csv", "--", "@jjj", "-jjj", "");

        assertThat(run.output()).isEqualTo("text,emotions\r\n@jjj,joy\r\n-jjj,joy\r\n,\r\n");
    }

    @Test
    void controlCharactersOfATextDoNotReachTheTerminal() {
        CommandRun run = new CommandRun().run("classify", "a\033[31mb\nc");

        assertThat(run.output()).startsWith("a [31mb c\n");
    }

    @Test
    void coloursOnATerminalOnly() {
        String plain = new CommandRun().run("classify", "jjj").output();
        String coloured = new CommandRun()
                .terminals(false, true, true)
                .run("classify", "jjj")
                .output();
        String refused = new CommandRun()
                .terminals(false, true, true)
                .environment(Map.of("NO_COLOR", "1"))
                .run("classify", "jjj")
                .output();

        assertThat(coloured).contains("\033[1mjjj\033[0m");
        assertThat(refused).isEqualTo(plain).doesNotContain("\033");
    }

    @Test
    void passesModelPrecisionAndTruncationOn() {
        AtomicReference<String> asked = new AtomicReference<>("");
        ModelSource models = (model, options) -> {
            asked.set(model + " " + options.precision() + " " + options.longTexts());
            return new FakeClassifier();
        };

        new CommandRun().models(models).run("classify", "--model", "my model", "--precision", "fp32", "x");
        assertThat(asked.get())
                .isEqualTo(ModelReference.of(Path.of("my model")) + " " + GraphPrecision.FP32 + " WINDOWS");

        new CommandRun().models(models).run("classify", "--truncate", "x");
        assertThat(asked.get()).endsWith(" BEGINNING");
    }

    @Test
    void saysOfALongTextHowItWasRead() {
        CommandRun run =
                new CommandRun().input("jjj\n" + "l".repeat(700) + "\n").run("classify", "--format", "jsonl");

        assertThat(run.output().lines().skip(1))
                .singleElement()
                .asString()
                .endsWith("\"scores\": [{\"label\": \"love\", \"score\": 1.0}], \"windows\": 2}");
        assertThat(run.output().lines().findFirst().orElseThrow()).endsWith("}]}");
        assertThat(run.error())
                .isEqualTo("emotions: line 2 of standard input is longer than the model, read in 2 windows; --truncate"
                        + " reads only its beginning\n");
    }

    @Test
    void countsTheLongTextsAndNamesTheFirst() {
        CommandRun run = new CommandRun().run("classify", "j", "l".repeat(501), "l", "s".repeat(1000));

        assertThat(run.error())
                .isEqualTo("emotions: 2 texts are longer than the model (the first is text 2), read in up to 2 windows"
                        + " each; --truncate reads only their beginning\n");
    }

    @Test
    void saysOfATruncatedTextThatItIs() {
        CommandRun run = new CommandRun()
                .models((folder, options) -> new FakeClassifier(options.longTexts()))
                .run("classify", "--truncate", "--format", "jsonl", "j".repeat(700));

        assertThat(run.output()).endsWith(", \"truncated\": true}\n").doesNotContain("windows");
        assertThat(run.error()).isEqualTo("emotions: text 1 is longer than the model, only the beginning was read\n");
    }

    @Test
    void otherFormatsHoldNothingOfWindows() {
        String[] command = {"classify", "--scores", "--format", "json", "j".repeat(700)};
        String json = new CommandRun().run(command).output();
        command[3] = "csv";
        String csv = new CommandRun().run(command).output();

        assertThat(json).startsWith("[\n[{\"label\": \"joy\", \"score\": 1.0}").doesNotContain("windows");
        assertThat(csv).startsWith("text,emotions,joy,love,sadness,neutral\r\n").doesNotContain("windows");
    }

    @Test
    void closesTheModel() {
        CommandRun run = new CommandRun().run("classify", "x");

        assertThat(run.classifier().isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--top-k 0|Invalid value for option '--top-k': found 0, expected at least 1",
                "--top-k two|found 'two', expected a whole number of at least 1",
                "--threshold 1.5|Invalid value for option '--threshold': found 1.5, expected a number from 0 to 1",
                "--threshold NaN|found NaN, expected a number from 0 to 1",
                "--format xml|expected one of [TABLE, JSON, JSONL, CSV]",
                "--precision int4|found 'int4', expected int8 or fp32",
                "--top-k 2 --scores|--top-k=N, --scores are mutually exclusive",
                "--colour|Unknown option: '--colour'",
                "--file a.txt|found both TEXT and --file",
            })
    void wrongUsageIsOneLineAndTwo(String options, String message) {
        CommandRun run = new CommandRun().run(("classify " + options + " text").split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.error().lines()).hasSize(1);
        assertThat(run.error())
                .startsWith("emotions classify: ")
                .contains(message)
                .contains("emotions classify --help");
    }

    @Test
    void aTerminalWithoutTextIsWrongUsage() {
        CommandRun run = new CommandRun().terminals(true, true, true).run("classify");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("expected TEXT, --file F or lines on standard input");
    }

    @Test
    void aMissingFileAndAFolderAreFailures(@TempDir Path folder) {
        Path missing = folder.resolve("missing.txt");

        CommandRun missingRun = new CommandRun().run("classify", "--file", missing.toString());
        CommandRun folderRun = new CommandRun().run("classify", "--file", folder.toString());

        assertThat(List.of(missingRun.exitCode(), folderRun.exitCode())).containsOnly(1);
        assertThat(missingRun.error()).isEqualTo("emotions: no file at " + missing + ", expected a text file\n");
        assertThat(folderRun.error()).isEqualTo("emotions: found a folder, expected a text file at " + folder + "\n");
    }

    @Test
    void malformedUtf8NamesTheLineAfterPrintingTheLinesBefore() {
        byte[] bytes = "one\ntwo\nthree\nfo".getBytes(StandardCharsets.UTF_8);
        bytes[4] = (byte) 0xC3;

        CommandRun run = new CommandRun().input(bytes).run("classify", "--format=csv");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).isEqualTo("emotions: line 2 of standard input is malformed UTF-8\n");
    }

    @Test
    void aTextThatIsTooLongNamesItsLineAndKeepsWhatWasPrinted() {
        CommandRun run = new CommandRun().input("a\n" + "x".repeat(2000) + "\n").run("classify", "--format=csv");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEqualTo("text,emotions\r\na,\r\n");
        assertThat(run.error())
                .isEqualTo("emotions: line 2 of standard input has 2000 tokens, expected at most 1000\n");
    }

    @Test
    void aStackTraceIsPrintedOnDemand() {
        CommandRun run = new CommandRun().run("classify", "--stacktrace", "x".repeat(2000));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("\tat " + FakeClassifier.class.getName());
    }

    @Test
    void tenThousandLinesComeOutInOrder() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append(i).append('\n');
        }

        CommandRun run = new CommandRun().input(lines.toString()).run("classify", "--format=csv");

        assertThat(run.output().replace(",\r\n", "\n")).isEqualTo("text,emotions\r\n" + lines);
    }

    @Test
    void textsArePulledOnlyAFewAheadOfTheResults() {
        EndlessLines endless = new EndlessLines();
        FailingOutput full = new FailingOutput(100_000, "No space left on device");

        CommandRun run = new CommandRun().input(endless).output(full).run("classify", "--format=jsonl");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).isEqualTo("emotions: No space left on device\n");
        assertThat(endless.bytesGiven()).isLessThan(1_000_000);
    }

    private static final class EndlessLines extends java.io.InputStream {

        private long given;

        @Override
        public int read() {
            return given++ % 10 == 9 ? '\n' : 'j';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }

        long bytesGiven() {
            return given;
        }
    }

    private static final class FailingOutput extends ByteArrayOutputStream {

        private final int limit;
        private final String message;

        FailingOutput(int limit, String message) {
            this.limit = limit;
            this.message = message;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (size() > limit) {
                throw new IOException(message);
            }
        }
    }
}
