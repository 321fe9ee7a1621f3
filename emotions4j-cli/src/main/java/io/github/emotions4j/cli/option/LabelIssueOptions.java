package io.github.emotions4j.cli.option;

import io.github.emotions4j.cleaning.CleaningOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what counts as a finding. */
public final class LabelIssueOptions {

    @Option(
            names = "--near",
            paramLabel = "X",
            description =
                    "Texts are near-duplicates from this Jaccard similarity of their four-character shingles on, above"
                            + " 0 and at most 1. Default: 0.7.")
    private @Nullable Double near;

    @Option(names = "--no-near", description = "Look for no near-duplicates.")
    private boolean noNear;

    @Option(
            names = "--max-share",
            paramLabel = "X",
            description = "Of a label's texts, at most this share is called wrong and as many missing. Default: 0.05.")
    private @Nullable Double maxShare;

    @Option(
            names = "--min-examples",
            paramLabel = "N",
            description = "Labels with fewer texts are left alone, for no model learns them well. Default: 100.")
    private @Nullable Integer minExamples;

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
