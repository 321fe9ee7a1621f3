package io.github.emotions4j.cli.option;

import io.github.emotions4j.modelfolder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that lets a command replace a model. */
public final class OverwriteOption {

    @Option(names = "--overwrite", description = "Replace what is there already.")
    private boolean overwrite;

    /** Refuses a folder that holds a model, then makes it. */
    public Path requireFree(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException("found a file, expected a folder at " + folder);
        }
        Optional<String> found = ModelFolder.modelFileIn(folder);
        if (found.isPresent() && !overwrite) {
            throw new IOException("output folder " + folder + " already holds a model (" + found.get()
                    + "), expected an empty one or --overwrite");
        }
        return Files.createDirectories(folder);
    }

    /** Refuses a file that exists. */
    public Path requireFreeFile(Path file) throws IOException {
        if (Files.exists(file) && !overwrite) {
            throw new IOException("found " + file + " already, expected no such file or --overwrite");
        }
        return file;
    }
}
