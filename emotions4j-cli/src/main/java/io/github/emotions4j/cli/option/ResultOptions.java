package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.report.EvaluationFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The options that say how figures are drawn and printed. */
public final class ResultOptions {

    @Option(names = "--format", paramLabel = "text|markdown|json|csv", description = "How to print. Default: text.")
    private EvaluationFormat format = EvaluationFormat.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the bootstrap. Default: 1.")
    private long seed = 1;

    public EvaluationFormat format() {
        return format;
    }

    public Bootstrap draws() {
        return Bootstrap.seeded(seed);
    }

    public static void print(Console console, String figures) throws IOException {
        console.output().write(figures.getBytes(StandardCharsets.UTF_8));
    }
}
