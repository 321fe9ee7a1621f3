package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.LabelledDataOptions;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.dataset.Split;
import io.github.emotions4j.dataset.StatisticsFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code emotions data stats}: describes labelled texts. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Counts labels, lengths and repeated texts of labelled texts, within and across splits.",
        footer = {
            "",
            "A folder has train.tsv, dev.tsv or test.tsv in the GoEmotions format, and emotions.txt. A file is in the",
            "GoEmotions format (.tsv without column options), or CSV, TSV or JSON lines with a column of texts and one",
            "of labels. Any labels are accepted.",
            "",
            "Examples:",
            "  emotions data stats goemotions",
            "  emotions data stats reviews.csv --text-column body --label-column mood --format json"
        })
public final class DataStatsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Folders and files of labelled texts.")
    private List<Path> paths = List.of();

    @Mixin
    private LabelledDataOptions dataOptions = new LabelledDataOptions();

    @Option(
            names = "--labels",
            paramLabel = "F",
            description =
                    "The labels of the files, one per line. Default: emotions.txt beside a GoEmotions file, else the"
                            + " 28 of GoEmotions; for other files the labels that occur in them.")
    private @Nullable Path labels;

    @Option(names = "--format", paramLabel = "text|json", description = "Output format. Default: text.")
    private StatisticsFormat format = StatisticsFormat.TEXT;

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public DataStatsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Dataset> datasets = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                datasets.addAll(splits(path));
            } else {
                datasets.add(dataOptions.read(path, labels));
            }
        }
        console.output().write(format.format(datasets).getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    private static List<Dataset> splits(Path folder) throws IOException {
        List<Dataset> splits = new ArrayList<>();
        for (Split split : Split.values()) {
            if (Files.exists(folder.resolve(split.fileName()))) {
                splits.add(GoEmotions.read(folder, split));
            }
        }
        if (splits.isEmpty()) {
            throw new IOException("found none of train.tsv, dev.tsv and test.tsv, expected at least one in " + folder);
        }
        return splits;
    }
}
