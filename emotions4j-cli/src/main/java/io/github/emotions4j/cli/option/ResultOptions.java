package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.evaluation.bootstrap.Bootstrap;
import io.github.emotions4j.evaluation.report.EvaluationFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The options for the output of metrics. */
public final class ResultOptions {

    @Option(names = "--format", paramLabel = "text|markdown|json|csv", description = "Output format. Default: text.")
    private EvaluationFormat format = EvaluationFormat.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of the bootstrap intervals. Default: 1.")
    private long seed = 1;

    /**
     * The output format.
     *
     * @return the value of {@code --format}
     */
    public EvaluationFormat format() {
        return format;
    }

    /**
     * The bootstrap.
     *
     * @return samples with the seed of {@code --seed}
     */
    public Bootstrap draws() {
        return Bootstrap.seeded(seed);
    }

    /**
     * Prints formatted metrics on standard output.
     *
     * @param console the streams of the process
     * @param metrics the formatted text
     * @throws IOException if standard output is closed
     */
    public static void print(Console console, String metrics) throws IOException {
        console.output().write(metrics.getBytes(StandardCharsets.UTF_8));
    }
}
