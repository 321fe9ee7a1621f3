package io.github.emotions4j.cli.command;

import io.github.emotions4j.benchmarks.FirstAnswer;
import io.github.emotions4j.benchmarks.JavaCommand;
import io.github.emotions4j.benchmarks.MeasuredModel;
import io.github.emotions4j.benchmarks.Processor;
import io.github.emotions4j.benchmarks.Speed;
import io.github.emotions4j.benchmarks.SpeedMeasurement;
import io.github.emotions4j.benchmarks.SpeedOptions;
import io.github.emotions4j.benchmarks.SpeedPlot;
import io.github.emotions4j.benchmarks.SpeedReport;
import io.github.emotions4j.benchmarks.Spread;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.console.StatusLine;
import io.github.emotions4j.cli.input.TextInput;
import io.github.emotions4j.cli.option.ModelOptions;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.cli.option.NumberConverters;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions benchmark}: measures the speed and the memory of a model on this machine. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures the throughput, latency, start-up time and memory of a model on this machine.",
        footer = {
            "",
            "Times cover all work from the string to the scores. After a warm-up everything is measured --repeats",
            "times; the report has the median, with the smallest and the largest value. Measure on an idle machine.",
            "",
            "in bulk        throughput: texts per second over all workers, as classify runs a file",
            "one at a time  latency: 50th and 99th percentile in milliseconds, one text per call, one caller",
            "first answer   milliseconds from the start of a fresh Java process that runs classify to its answer",
            "memory         resident memory of this process at the end, in megabytes (10^6 bytes); Linux only",
            "texts at once  with --at-once: texts per second when lists of N texts follow one another",
            "concurrent     with --concurrency: texts per second of N threads that each classify text after text",
            "",
            "json is one object: cpu, instructionSets, textsPerSecond, latencyMs {p50, p99}, firstAnswerMs, residentMb",
            "(null where the system does not report it), precision, threads, atOnce [{texts, textsPerSecond}],",
            "concurrent [{threads, textsPerSecond}], then the spreads, versions and counts.",
            "",
            "Examples:",
            "  emotions benchmark",
            "  emotions benchmark --model models/mine --precision fp32 --repeats 3",
            "  emotions benchmark --data comments.txt --format json",
            "  emotions benchmark --at-once 1,32,300 --concurrency 32",
            "  emotions benchmark --workers 1 --plot latency.png"
        })
public final class BenchmarkCommand implements Callable<Integer> {

    private static final String FIRST_TEXT = "I am not having a great day";

    /** How a report is printed. */
    enum Format {
        TABLE,
        JSON
    }

    private final Console console;
    private final ModelSource models;
    private final Class<?> mainClass;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "The texts to measure with, one per line. Default: English comments that are part of emotions4j.")
    private @Nullable Path data;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Threads that classify in bulk. Default: one per core.")
    private @Nullable Integer workers;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Number of measurements. Default: 5.")
    private int repeats = SpeedOptions.defaults().repeats();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = NumberConverters.Seconds.class,
            description = "Minimum duration of each measurement in bulk; the warm-up takes twice as long. Default: 1.")
    private Duration seconds = SpeedOptions.defaults().bulk();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            split = ",",
            splitSynopsisLabel = ",",
            converter = NumberConverters.Count.class,
            description = "Also measure lists of N different texts, one list after the other. Default: not measured.")
    private List<Integer> atOnce = List.of();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            split = ",",
            splitSynopsisLabel = ",",
            converter = NumberConverters.Count.class,
            description = "Also measure N threads that each classify one text at a time, as the clients of a server do."
                    + " Default: not measured.")
    private List<Integer> concurrency = List.of();

    @Option(names = "--format", paramLabel = "table|json", description = "Output format. Default: table.")
    private Format format = Format.TABLE;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Also plot the latency over the length of the text, and the throughput over --at-once, as a"
                    + " PNG.")
    private @Nullable Path plot;

    /**
     * A command that also starts fresh Java processes.
     *
     * @param console the streams of the process
     * @param models opens the models
     * @param mainClass runs the command line in a fresh process
     */
    public BenchmarkCommand(Console console, ModelSource models, Class<?> mainClass) {
        this.console = console;
        this.models = models;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException {
        SpeedOptions options = speedOptions();
        requireFolderOfPlot();
        List<String> texts = texts();
        requireTextsForLists(texts.size());
        Processor processor = Processor.current();
        console.error().println("emotions: " + processor.describe());
        SpeedReport report;
        try (EmotionClassifier classifier = open();
                StatusLine status = new StatusLine(console)) {
            Speed speed =
                    SpeedMeasurement.measure(classifier, texts, options, (done, step) -> status.show(done / 2, step));
            status.show(0.5, "starting fresh processes");
            report = new SpeedReport(processor, describe(classifier), firstAnswer(), speed, repeats);
        }
        if (plot != null) {
            SpeedPlot.write(report, plot);
        }
        String text = format == Format.JSON ? report.toJson() : report.toTable();
        console.output().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    private SpeedOptions speedOptions() {
        requireDifferent("--at-once", atOnce);
        requireDifferent("--concurrency", concurrency);
        return new SpeedOptions(repeats, seconds, atOnce, concurrency);
    }

    private void requireDifferent(String option, List<Integer> numbers) {
        if (new HashSet<>(numbers).size() < numbers.size()) {
            throw wrongUsage(option + ": found " + numbers + ", expected each number once");
        }
    }

    private void requireTextsForLists(int available) {
        for (int wanted : atOnce) {
            if (wanted > available) {
                throw wrongUsage("--at-once: found " + wanted + ", expected at most the number of texts, " + available
                        + (data == null ? "; --data names a file of more texts" : ""));
            }
        }
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Fails before the measurement, which takes long. */
    private void requireFolderOfPlot() throws IOException {
        if (plot == null) {
            return;
        }
        Path folder = plot.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("no folder at " + folder + ", expected one to write " + plot.getFileName() + " into");
        }
    }

    private List<String> texts() throws IOException {
        if (data == null) {
            return BenchmarkTexts.atLeast(atOnce.stream().max(Integer::compare).orElse(1));
        }
        try (TextInput input = TextInput.ofFile(data)) {
            List<String> texts = input.texts().toList();
            if (texts.isEmpty()) {
                throw new IOException("no text in " + data + ", expected one per line");
            }
            return texts;
        }
    }

    private EmotionClassifier open() throws IOException {
        return workers == null ? model.open(models, console) : model.open(models, console, workers);
    }

    private MeasuredModel describe(EmotionClassifier classifier) throws IOException {
        String name = model.reference().name();
        String version = spec.root().version()[0];
        return classifier instanceof OnnxEmotionClassifier onnx
                ? new MeasuredModel(name, onnx.precision().toString(), onnx.workers(), version)
                : new MeasuredModel(name, "unknown", 1, version);
    }

    private Spread firstAnswer() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("classify", "--format", "jsonl"));
        arguments.addAll(model.words());
        arguments.add(FIRST_TEXT);
        return FirstAnswer.measure(JavaCommand.of(mainClass.getName(), arguments), repeats);
    }
}
