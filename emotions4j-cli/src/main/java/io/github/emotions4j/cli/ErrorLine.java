package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.ClosedPipeException;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.core.EmotionsException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns a failure into one line on standard error and an exit code. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final PrintStream target;
    private final EmotionsCommand root;

    ErrorLine(PrintStream target, EmotionsCommand root) {
        this.target = target;
        this.root = root;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        target.println(command + ": " + oneLine(String.valueOf(wrong.getMessage())) + "; see " + command + " --help");
        return ExitCode.WRONG_USAGE;
    }

    int report(Throwable failure) {
        if (isClosedPipe(failure)) {
            return ExitCode.DONE;
        }
        target.println("emotions: " + oneLine(message(failure)));
        if (root.wantsStackTrace()) {
            failure.printStackTrace(target);
        }
        return ExitCode.FAILED;
    }

    private static boolean isClosedPipe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedPipeException) {
                return true;
            }
        }
        return false;
    }

    private static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped) {
            return fileMessage(Objects.requireNonNull(wrapped.getCause()));
        }
        if (failure instanceof IOException io) {
            return fileMessage(io);
        }
        boolean meantForUsers = failure instanceof EmotionsException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
        return meantForUsers && failure.getMessage() != null
                ? failure.getMessage()
                : "unexpected " + failure + "; --stacktrace shows where";
    }

    // The messages of the JDK's own file exceptions are a bare path.
    private static String fileMessage(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "no file at " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        String message = String.valueOf(failure.getMessage());
        boolean bareName = failure instanceof FileSystemException && !message.contains(" ");
        return bareName ? failure.getClass().getSimpleName() + " at " + message : message;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
