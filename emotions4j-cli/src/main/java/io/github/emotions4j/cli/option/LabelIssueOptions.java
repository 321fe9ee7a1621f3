package io.github.emotions4j.cli.option;

import io.github.emotions4j.cleaning.CleaningOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that set when a text or label is reported. */
public final class LabelIssueOptions {

    @Option(
            names = "--near",
            paramLabel = "X",
            description =
                    "Report near-duplicates: texts whose four-character shingles have at least this Jaccard similarity,"
                            + " above 0 and at most 1. Default: 0.7.")
    private @Nullable Double near;

    @Option(names = "--no-near", description = "Do not report near-duplicates.")
    private boolean noNear;

    @Option(
            names = "--max-share",
            paramLabel = "X",
            description =
                    "Report at most this share of a label's texts as wrong, and as many as missing. Default: 0.05.")
    private @Nullable Double maxShare;

    @Option(
            names = "--min-examples",
            paramLabel = "N",
            description =
                    "Report no issues of labels with fewer texts, because their scores are unreliable. Default: 100.")
    private @Nullable Integer minExamples;

    /**
     * The options for the cleaning module.
     *
     * @param spec the command
     * @return the options
     * @throws ParameterException if a value is out of range, or options exclude each other
     */
    public CleaningOptions cleaning(CommandSpec spec) {
        if (near != null && noNear) {
            throw new ParameterException(
                    spec.commandLine(), "--near and --no-near exclude each other, expected one of them at most");
        }
        CleaningOptions defaults = CleaningOptions.defaults();
        try {
            return new CleaningOptions(
                    noNear ? Optional.empty() : Optional.ofNullable(near).or(defaults::nearThreshold),
                    maxShare == null ? defaults.maxShare() : maxShare,
                    minExamples == null ? defaults.minExamples() : minExamples);
        } catch (IllegalArgumentException outside) {
            throw new ParameterException(spec.commandLine(), String.valueOf(outside.getMessage()), outside);
        }
    }
}
