package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.console.Terminals;
import io.github.emotions4j.cli.option.ModelResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The command line in this process, for commands that documents show. In this package because its classes are no API. */
public final class DocumentedCommand {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final Console console;

    /**
     * Prepares one call, offline and without terminals.
     *
     * @param input standard input
     */
    public DocumentedCommand(String input) {
        console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                output,
                new PrintStream(error, true, StandardCharsets.UTF_8),
                Terminals.none(),
                Map.of("HF_HUB_OFFLINE", "1"));
    }

    /**
     * Parses a command without running it.
     *
     * @param arguments the command and its options
     * @throws picocli.CommandLine.ParameterException if an option is unknown, missing or has a wrong value
     */
    public void parse(List<String> arguments) {
        EmotionsCommand root = new EmotionsCommand();
        emotions().commandLine(root, new ErrorLine(console.error(), root)).parseArgs(arguments.toArray(String[]::new));
    }

    /**
     * Runs a command.
     *
     * @param arguments the command and its options
     * @return what it printed on standard output
     * @throws AssertionError if the exit code is not 0; the message is what it printed on standard error
     */
    public String run(List<String> arguments) {
        int exitCode = emotions().run(arguments.toArray(String[]::new));
        if (exitCode != ExitCode.DONE) {
            throw new AssertionError("exit code " + exitCode + ": " + error.toString(StandardCharsets.UTF_8));
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    private Emotions emotions() {
        return new Emotions(console, new ModelResolver(console));
    }
}
