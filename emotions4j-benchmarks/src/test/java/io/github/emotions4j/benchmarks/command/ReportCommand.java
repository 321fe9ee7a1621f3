package io.github.emotions4j.benchmarks.command;

import io.github.emotions4j.benchmarks.peers.ComparisonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run report}: the tables and the plot of a comparison that has run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes the Markdown and the plot of a comparison's JSON file anew, beside it.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "JSON", description = "What 'run peers' wrote.")
    private Path json = Path.of("");

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(ComparisonReport.write(json.toAbsolutePath()));
        return 0;
    }
}
