package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.Terminals;
import io.github.emotions4j.cli.option.ModelResolver;
import io.github.emotions4j.cli.option.ModelSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** Runs a command in this process, with its own streams and a fake model. */
public final class CommandRun {

    private final FakeClassifier classifier = new FakeClassifier();
    private final ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream outputBytes = new ByteArrayOutputStream();
    private OutputStream output = outputBytes;
    private InputStream input = InputStream.nullInputStream();
    private Terminals terminals = Terminals.none();
    private Map<String, String> environment = Map.of();
    private Function<Console, ModelSource> models = console -> (folder, options) -> classifier;
    private int exitCode;

    CommandRun input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    CommandRun input(byte[] bytes) {
        return input(new ByteArrayInputStream(bytes));
    }

    CommandRun input(InputStream stream) {
        input = stream;
        return this;
    }

    CommandRun output(OutputStream stream) {
        output = stream;
        return this;
    }

    CommandRun terminals(boolean in, boolean out, boolean error) {
        terminals = new Terminals(in, out, error);
        return this;
    }

    CommandRun environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    CommandRun models(ModelSource source) {
        models = console -> source;
        return this;
    }

    /** Opens folders and models of the hub, as the program does. */
    CommandRun realModels() {
        models = ModelResolver::new;
        return this;
    }

    public CommandRun run(String... arguments) {
        PrintStream error = new PrintStream(errorBytes, true, StandardCharsets.UTF_8);
        Console console = new Console(input, output, error, terminals, environment);
        exitCode = new Emotions(console, models.apply(console)).run(arguments);
        return this;
    }

    public int exitCode() {
        return exitCode;
    }

    String output() {
        return outputBytes.toString(StandardCharsets.UTF_8);
    }

    public String error() {
        return errorBytes.toString(StandardCharsets.UTF_8);
    }

    FakeClassifier classifier() {
        return classifier;
    }
}
