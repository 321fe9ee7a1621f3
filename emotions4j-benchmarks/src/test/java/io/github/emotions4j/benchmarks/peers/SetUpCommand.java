package io.github.emotions4j.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the commands that set peers up, with their output in a log. Stateless. */
final class SetUpCommand {

    private SetUpCommand() {}

    /**
     * Runs a command to its end.
     *
     * @param folder where
     * @param log what gets its output
     * @param command its words
     * @throws PeerMissingException if it does not start or fails; the message has the last line of its output
     */
    static void run(Path folder, Path log, List<String> command) throws PeerMissingException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new PeerMissingException("'" + String.join(" ", command.subList(0, Math.min(3, command.size())))
                        + "' ended with exit code " + exitCode + ": " + lastLine(log));
            }
        } catch (IOException notStarted) {
            throw new PeerMissingException(String.valueOf(notStarted.getMessage()), notStarted);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PeerMissingException("interrupted", stopped);
        }
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.isBlank())
                .reduce("no output", (earlier, later) -> later)
                .strip();
    }
}
