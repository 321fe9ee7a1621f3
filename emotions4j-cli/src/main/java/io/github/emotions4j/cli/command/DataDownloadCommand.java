package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ExitCode;
import io.github.emotions4j.dataset.GoEmotionsDownload;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code emotions data download}: downloads GoEmotions. */
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        description = "Downloads the three splits of GoEmotions from their authors and checks their SHA-256.",
        footer = {
            "",
            "Writes train.tsv, dev.tsv, test.tsv and emotions.txt, 4.4 MB. An existing file with the right SHA-256 is",
            "kept. A download with a wrong SHA-256 is discarded. The comments are from Reddit and some are offensive.",
            "",
            "Examples:",
            "  emotions data download --output goemotions",
            "  emotions data download --output goemotions --source https://mirror.example/goemotions/data/"
        })
public final class DataDownloadCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The folder to write.")
    private Path output = Path.of("");

    @Option(
            names = "--source",
            paramLabel = "URL",
            description = "Address of the folder to download from. Default: that of the authors on GitHub.")
    private URI source = GoEmotionsDownload.AUTHORS_FOLDER;

    /**
     * The command with its default options.
     *
     * @param console the streams of the process
     */
    public DataDownloadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        URI folder = folder();
        try {
            GoEmotionsDownload.from(folder)
                    .to(output, name -> console.error().println("emotions: fetching " + folder.resolve(name)));
        } catch (ConnectException | HttpTimeoutException unreachable) {
            throw new IOException(
                    "no answer from " + folder + ", expected the splits of GoEmotions there", unreachable);
        }
        console.println("%s", output);
        return ExitCode.DONE;
    }

    private URI folder() {
        String scheme = String.valueOf(source.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new ParameterException(
                    spec.commandLine(), "--source: found '" + source + "', expected an address with http or https");
        }
        return source.toString().endsWith("/") ? source : URI.create(source + "/");
    }
}
