package io.github.emotions4j.cli.option;

import io.github.emotions4j.modelfolder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that allows a command to replace existing files. */
public final class OverwriteOption {

    @Option(names = "--overwrite", description = "Replace existing files.")
    private boolean overwrite;

    /**
     * Refuses a folder with a model, and creates a missing folder.
     *
     * @param folder the output folder
     * @return the folder
     * @throws IOException if the folder has a model and {@code --overwrite} is missing, or is a file
     */
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

    /**
     * Refuses an existing file.
     *
     * @param file the output file
     * @return the file
     * @throws IOException if the file exists and {@code --overwrite} is missing
     */
    public Path requireFreeFile(Path file) throws IOException {
        if (Files.exists(file) && !overwrite) {
            throw new IOException("found " + file + " already, expected no such file or --overwrite");
        }
        return file;
    }
}
