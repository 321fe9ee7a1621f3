package io.github.emotions4j.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions data}: the commands for labelled texts. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Fetches, describes and cleans labelled texts.",
        footer = {
            "",
            "Examples:",
            "  emotions data download --output goemotions",
            "  emotions data stats goemotions",
            "  emotions data clean --data goemotions --output cleaning",
            "  emotions data apply --review cleaning/review.tsv --train goemotions/train.tsv --output cleaned.tsv"
        })
public final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given, expected stats, clean, apply or download");
    }
}
