package io.github.emotions4j.cli;

import io.github.emotions4j.cli.command.BenchmarkCommand;
import io.github.emotions4j.cli.command.ClassifyCommand;
import io.github.emotions4j.cli.command.DataApplyCommand;
import io.github.emotions4j.cli.command.DataCleanCommand;
import io.github.emotions4j.cli.command.DataCommand;
import io.github.emotions4j.cli.command.DataDownloadCommand;
import io.github.emotions4j.cli.command.DataStatsCommand;
import io.github.emotions4j.cli.command.EvaluateCommand;
import io.github.emotions4j.cli.command.ExportCommand;
import io.github.emotions4j.cli.command.PullCommand;
import io.github.emotions4j.cli.command.QuantizeCommand;
import io.github.emotions4j.cli.command.ServeCommand;
import io.github.emotions4j.cli.command.TrainCommand;
import io.github.emotions4j.cli.command.TuneCommand;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.cli.option.ModelSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The whole command line as a function: arguments and streams in, exit code out. */
final class Emotions {

    private static final int HELP_COLUMNS = 110;

    private final Console console;
    private final ModelSource models;

    Emotions(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    /**
     * Runs a command.
     *
     * @param arguments the command and its options
     * @return the exit code: 0 done, 1 failed, 2 wrong usage
     */
    int run(String... arguments) {
        EmotionsCommand root = new EmotionsCommand();
        ErrorLine errors = new ErrorLine(console.error(), root);
        try {
            int code = commandLine(root, errors).execute(arguments);
            if (code == ExitCode.DONE) {
                console.output().flush();
            }
            return code;
        } catch (IOException | LinkageError | OutOfMemoryError failure) {
            return errors.report(failure);
        }
    }

    CommandLine commandLine(EmotionsCommand root, ErrorLine errors) {
        return new CommandLine(root)
                .addSubcommand(new ClassifyCommand(console, models))
                .addSubcommand(new ServeCommand(console, models))
                .addSubcommand(new EvaluateCommand(console, models))
                .addSubcommand(new TuneCommand(console, models))
                .addSubcommand(dataCommand())
                .addSubcommand(new PullCommand(console))
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new QuantizeCommand(console))
                .addSubcommand(new BenchmarkCommand(console, models, Main.class))
                // A text may start with @, as mentions do.
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setOut(utf8(console.output()))
                .setErr(utf8(console.error()));
    }

    private CommandLine dataCommand() {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataStatsCommand(console))
                .addSubcommand(new DataCleanCommand(console))
                .addSubcommand(new DataApplyCommand(console))
                .addSubcommand(new DataDownloadCommand(console));
    }

    private static PrintWriter utf8(OutputStream target) {
        return new PrintWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), true);
    }
}
