package io.github.emotions4j.benchmarks.command;

import io.github.emotions4j.benchmarks.Processor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code run jmh}: JMH's own command line over the benchmarks of the parts. */
@Command(
        name = "jmh",
        description = "Runs JMH: 'run jmh -h' lists its options, 'run jmh Metrics -f 1 -wi 2 -i 3' runs one benchmark.")
final class JmhCommand implements Callable<Integer> {

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getErr().println(Processor.current().describe());
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
