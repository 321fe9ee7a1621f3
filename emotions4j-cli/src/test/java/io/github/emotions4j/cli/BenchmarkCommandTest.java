package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.benchmarks.Processor;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {

    private final Path folder;
    private final Path model;
    private final Path data;

    BenchmarkCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.model = Fixtures.tinyBert(folder.resolve("tiny model"));
        this.data = Files.writeString(folder.resolve("texts.txt"), "a good day\n\nso sad\n");
    }

    @Test
    void measuresAModelFolder() throws IOException {
        Path plot = folder.resolve("latency.png");

        CommandRun run = benchmark("--format", "json", "--workers", "3", "--plot", plot.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.output());
        assertThat(json.get("precision").asText()).isEqualTo("fp32");
        assertThat(json.get("threads").intValue()).isEqualTo(3);
        assertThat(json.get("model").asText()).isEqualTo(model.toString());
        assertThat(json.get("textsPerSecond").doubleValue()).isPositive();
        assertThat(json.at("/latencyMs/p50").doubleValue())
                .isPositive()
                .isLessThanOrEqualTo(json.at("/latencyMs/p99").doubleValue());
        // Java alone takes longer than this to start.
        assertThat(json.get("firstAnswerMs").doubleValue()).isGreaterThan(20);
        assertThat(run.error())
                .startsWith("emotions: " + Processor.current().describe())
                .contains("runs in fp32", "warming up");
        assertThat(plot).isNotEmptyFile();
    }

    @Test
    void printsATableByDefault() {
        CommandRun run = benchmark();

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.output())
                .startsWith("processor  ")
                .contains("instruction sets  ", ", fp32, ", "in bulk  ", " texts/s", "first answer  ");
    }

    @Test
    void measuresListsAndConcurrentThreads() throws IOException {
        CommandRun run = benchmark("--format", "json", "--at-once", "2,1", "--concurrency", "4");

        assertThat(run.exitCode()).as(run.error()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.output());
        assertThat(json.at("/atOnce/0/texts").intValue()).isEqualTo(2);
        assertThat(json.at("/atOnce/1/texts").intValue()).isEqualTo(1);
        assertThat(json.at("/atOnce/1/textsPerSecond").doubleValue()).isPositive();
        assertThat(json.at("/concurrent/0/threads").intValue()).isEqualTo(4);
        assertThat(json.at("/concurrent/0/textsPerSecond").doubleValue()).isPositive();
    }

    @Test
    void refusesListsThatCannotBeMeasured() {
        CommandRun word = benchmark("--at-once", "1,many");
        CommandRun zero = benchmark("--concurrency", "0");
        CommandRun twice = benchmark("--at-once", "1,2,1");
        CommandRun twiceConcurrent = benchmark("--concurrency", "2,2");
        CommandRun tooMany = benchmark("--at-once", "1,4");
        CommandRun tooManySamples = new CommandRun().run("benchmark", "--at-once", "100000");

        assertThat(word.error()).contains("--at-once", "found 'many', expected a whole number of at least 1");
        assertThat(zero.error()).contains("--concurrency", "found 0, expected at least 1");
        assertThat(twice.error()).contains("--at-once: found [1, 2, 1], expected each number once");
        assertThat(twiceConcurrent.error()).contains("--concurrency: found [2, 2], expected each number once");
        assertThat(tooMany.error()).contains("--at-once: found 4, expected at most the number of texts, 3");
        assertThat(tooManySamples.error())
                .containsPattern("--at-once: found 100000, expected at most the number of texts, \\d+;"
                        + " --data names a file of more texts");
        assertThat(List.of(word, zero, twice, twiceConcurrent, tooMany, tooManySamples))
                .extracting(CommandRun::exitCode)
                .containsOnly(2);
    }

    @Test
    void theSampleCommentsAreEnoughForListsOf300() {
        CommandRun run = new CommandRun()
                .models((given, options) -> {
                    throw new IllegalStateException("opens the model");
                })
                .run("benchmark", "--at-once", "1,32,300");

        assertThat(run.error()).endsWith("\nemotions: opens the model\n");
    }

    @Test
    void saysWhatIsWrongWithTheTextsOrThePlotBeforeMeasuring() throws IOException {
        Files.writeString(data, "");
        CommandRun empty = benchmark();
        CommandRun missing = new CommandRun().run("benchmark", "--data", "none.txt");
        CommandRun noFolder = new CommandRun()
                .run("benchmark", "--plot", folder.resolve("none/p.png").toString());

        assertThat(empty.error()).contains("no text in " + data + ", expected one per line");
        assertThat(missing.error()).contains("no file at none.txt").hasLineCount(1);
        assertThat(noFolder.error())
                .contains("no folder at ", ", expected one to write p.png into")
                .hasLineCount(1);
        assertThat(List.of(empty.exitCode(), missing.exitCode(), noFolder.exitCode()))
                .containsOnly(1);
    }

    @Test
    void refusesNumbersThatAreNone() {
        CommandRun repeats = new CommandRun().run("benchmark", "--repeats", "0");
        CommandRun seconds = new CommandRun().run("benchmark", "--seconds", "soon");
        CommandRun zero = new CommandRun().run("benchmark", "--seconds", "0");

        assertThat(repeats.error()).contains("found 0, expected at least 1");
        assertThat(seconds.error()).contains("found 'soon', expected a number of seconds");
        assertThat(zero.error()).contains("found 0, expected from 0.001 to 86400 seconds");
        assertThat(List.of(repeats.exitCode(), seconds.exitCode(), zero.exitCode()))
                .containsOnly(2);
    }

    @Test
    void embeddedNamesTheModelInside() {
        CommandRun run = new CommandRun()
                .models((given, options) -> {
                    throw new IllegalStateException(
                            "opens " + given.folder().map(Path::toString).orElse("the model inside"));
                })
                .run("benchmark", "--model", "embedded");

        assertThat(run.error()).endsWith("\nemotions: opens the model inside\n").hasLineCount(2);
    }

    private CommandRun benchmark(String... options) {
        Stream<String> command = Stream.of(
                "benchmark",
                "--model",
                model.toString(),
                "--data",
                data.toString(),
                "--repeats",
                "1",
                "--seconds",
                "0.01");
        return new CommandRun()
                .realModels()
                .run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }
}
