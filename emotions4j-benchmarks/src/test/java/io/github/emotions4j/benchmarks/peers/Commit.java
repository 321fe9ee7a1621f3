package io.github.emotions4j.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Which commit a working tree is at. */
final class Commit {

    private Commit() {}

    /** Its short id, with {@code -dirty} where files have changed; {@code unknown} where git does not say. */
    static String of(Path root) {
        Process process;
        try {
            process = new ProcessBuilder(List.of("git", "describe", "--always", "--dirty", "--exclude", "*"))
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noGit) {
            return "unknown";
        }
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().findFirst().orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
