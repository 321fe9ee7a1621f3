package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.console.ProgressBar;
import io.github.emotions4j.cli.input.TextInput;
import io.github.emotions4j.cli.option.LabelGrouping;
import io.github.emotions4j.cli.option.ModelOptions;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.cli.option.NumberConverters;
import io.github.emotions4j.cli.output.LabelChoice;
import io.github.emotions4j.cli.output.LongTextNote;
import io.github.emotions4j.cli.output.ResultFormat;
import io.github.emotions4j.cli.output.ResultPrinter;
import io.github.emotions4j.cli.output.ResultWriter;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code emotions classify}: prints the emotions of texts. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = "Prints the emotions of each text: the labels whose probability reaches the model's threshold.",
        footer = {
            "",
            "A text is an argument, or a line of --file or of standard input. Lines are UTF-8 and end with LF or CRLF.",
            "They are not trimmed, blank lines count, and each line gives exactly one result. With --text-column the",
            "texts are a column of a .csv, .tsv, .jsonl or .ndjson file.",
            "",
            "table  for people: a block per argument, a line per line of input",
            "json   an array with one list of {\"label\", \"score\"} per text, best first",
            "jsonl  an object per line: text, emotions, scores; for a text beyond the token limit of the model also",
            "       windows, the number of windows, or with --truncate truncated: true",
            "csv    RFC 4180 with header: text, emotions (joined by ';') and, with --scores, a column per label;",
            "       with --top-k the emotions column holds those labels",
            "",
            "A text beyond the token limit of the model is classified in overlapping windows. A label's score is its",
            "highest score in any window (the mean over the windows for a softmax model). A line on standard error",
            "reports it.",
            "",
            "Examples:",
            "  emotions classify \"I am not having a great day\"",
            "  emotions classify --scores --format json \"Thanks, that made me laugh!\"",
            "  emotions classify --model some-org/some-model \"I am not having a great day\"",
            "  emotions classify --group ekman \"I am not having a great day\"",
            "  emotions classify --file reviews.csv --text-column body --format csv",
            "  printf 'So sorry!\\nWhat a surprise\\n' | emotions classify --format jsonl --top-k 3"
        })
public final class ClassifyCommand implements Callable<Integer> {

    /** Which labels are listed. */
    static final class Listing {

        @Option(
                names = "--top-k",
                paramLabel = "N",
                converter = NumberConverters.Count.class,
                description = "List the N labels with the highest scores, regardless of thresholds.")
        private @Nullable Integer topCount;

        @Option(names = "--scores", description = "List all labels.")
        private boolean all;

        LabelChoice choice() {
            if (topCount != null) {
                return LabelChoice.ofTop(topCount);
            }
            return all ? LabelChoice.ofAll() : LabelChoice.ofDetected();
        }
    }

    private final Console console;
    private final ModelSource models;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..*",
            description = "Texts to classify; put -- before one that starts with -.")
    private List<String> texts = List.of();

    @Option(names = "--file", paramLabel = "F", description = "Classify the lines of this file.")
    private @Nullable Path file;

    @Option(
            names = "--text-column",
            paramLabel = "C",
            description = "Classify this column of --file, a CSV, TSV or JSON lines file, instead of its lines.")
    private @Nullable String textColumn;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @ArgGroup(exclusive = true)
    private Listing listing = new Listing();

    @Option(
            names = "--threshold",
            paramLabel = "X",
            converter = NumberConverters.Probability.class,
            description = "One threshold from 0 to 1 for all labels. Default: the model's own, one per label.")
    private @Nullable Double threshold;

    @Option(
            names = "--group",
            paramLabel = "ekman|sentiment",
            description =
                    "Print groups of emotions. A group has the highest score of its members and is detected with any"
                            + " member.")
    private @Nullable LabelGrouping group;

    @Option(names = "--format", paramLabel = "table|json|jsonl|csv", description = "Output format. Default: table.")
    private ResultFormat format = ResultFormat.TABLE;

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     * @param models opens the models
     */
    public ClassifyCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        try (TextInput input = input();
                EmotionClassifier classifier = model.open(models, console)) {
            LongTextNote note = new LongTextNote(input.place());
            classify(input, classifier, note);
            note.print(console);
        }
        return ExitCode.DONE;
    }

    private void classify(TextInput input, EmotionClassifier classifier, LongTextNote note) throws IOException {
        try (ProgressBar progress = new ProgressBar(console, input::fractionRead)) {
            Consumer<Scores> afterEach = scores -> {
                note.count(scores);
                progress.advance();
            };
            new ResultPrinter(writer(classifier), afterEach).print(classifier, input);
        }
    }

    private TextInput input() throws IOException {
        if (file != null && !texts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "found both TEXT and --file, expected one of them");
        }
        if (textColumn != null && file == null) {
            throw new ParameterException(spec.commandLine(), "--text-column is for --file, found no file");
        }
        if (file != null) {
            return textColumn == null ? TextInput.ofFile(file) : TextInput.ofColumn(file, textColumn);
        }
        if (!texts.isEmpty()) {
            return TextInput.ofArguments(texts);
        }
        if (console.terminals().input()) {
            throw new ParameterException(
                    spec.commandLine(), "no text to classify, expected TEXT, --file F or lines on standard input");
        }
        return TextInput.ofStream(console.input(), "standard input");
    }

    private ResultWriter writer(EmotionClassifier classifier) {
        LabelChoice choice = choice(classifier);
        ResultFormat.TableStyle style = new ResultFormat.TableStyle(!texts.isEmpty(), console.isColoured());
        return format.writer(console.output(), classifier.labels(), choice, style);
    }

    private LabelChoice choice(EmotionClassifier classifier) {
        LabelChoice listed = listing.choice();
        LabelChoice thresholded = threshold == null ? listed : listed.withThreshold(threshold);
        return group == null ? thresholded : thresholded.withGroups(group.of(classifier.labels()));
    }
}
