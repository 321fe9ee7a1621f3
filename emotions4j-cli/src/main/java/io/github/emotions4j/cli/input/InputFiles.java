package io.github.emotions4j.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the input files of a command. */
public final class InputFiles {

    private InputFiles() {}

    /**
     * Refuses missing files and folders.
     *
     * @param file the input file
     * @return the file
     * @throws IOException if there is no such file, or it is a folder; the message names it
     */
    public static Path requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("found a folder, expected a file at " + file);
        }
        if (!Files.exists(file)) {
            throw new IOException("no file at " + file);
        }
        return file;
    }
}
