package io.github.emotions4j.benchmarks.command;

import io.github.emotions4j.benchmarks.peers.ScaleMeasurement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run scale}: what a text costs among a thousand and among a million, and how much memory the process has. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description =
                "Runs './emotions classify --file' over more and more texts; the last default takes half an hour.")
final class ScaleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Folders folders = new Folders();

    @Mixin
    private ComparedTexts texts = new ComparedTexts();

    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            description = "How many texts each run has. Default: 1000,10000,100000,1000000.")
    private List<Long> counts = List.of(1_000L, 10_000L, 100_000L, 1_000_000L);

    @Option(names = "--output", paramLabel = "FILE", description = "Default: docs/lab/benchmarks/scale.json.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        PrintWriter log = spec.commandLine().getErr();
        Path result = folders.result(output, "scale");
        Files.createDirectories(result.getParent());
        ScaleMeasurement.run(folders.root(), folders.work(), texts.read(), counts, result, message -> {
            log.println(message);
            log.flush();
        });
        log.println("wrote " + result);
        return 0;
    }
}
