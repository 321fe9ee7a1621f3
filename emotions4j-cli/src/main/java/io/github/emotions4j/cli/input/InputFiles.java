package io.github.emotions4j.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and folders that a command was told to read. */
public final class InputFiles {

    private InputFiles() {}

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
