package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.option.ModelResolver;

/** Where the process starts. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        Console console = Console.system();
        System.exit(new Emotions(console, new ModelResolver(console)).run(arguments));
    }
}
