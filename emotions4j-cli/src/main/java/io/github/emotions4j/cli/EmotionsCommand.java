package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code emotions}: the parent of all commands. */
@Command(
        name = "emotions",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Fine-grained emotion detection: 28 emotions, each with its own probability.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage. 'emotions COMMAND --help' explains a command.",
            "",
            "Examples:",
            "  emotions classify \"I am not having a great day\"",
            "  printf 'So sorry!\\nWhat a surprise\\n' | emotions classify --format jsonl"
        })
final class EmotionsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean stacktrace;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given, expected one such as classify");
    }

    boolean wantsStackTrace() {
        return stacktrace;
    }
}
