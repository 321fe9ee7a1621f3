package io.github.emotions4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How long a fresh process takes until it has answered: the start of Java, loading and one text. Stateless. */
public final class FirstAnswer {

    private FirstAnswer() {}

    /**
     * Starts processes one after the other.
     *
     * @param command prints at least one line on standard output
     * @param repeats how many processes, at least 1
     * @return milliseconds from the start of a process to its first line
     * @throws IllegalArgumentException if {@code repeats} is below 1
     * @throws IOException if a process cannot be started, or ends without a line; the message has its last line on
     *     standard error
     */
    public static Spread measure(List<String> command, int repeats) throws IOException {
        double[] milliseconds = new double[repeats];
        for (int repeat = 0; repeat < repeats; repeat++) {
            milliseconds[repeat] = once(command);
        }
        return Spread.of(milliseconds);
    }

    private static double once(List<String> command) throws IOException {
        Path errors = Files.createTempFile("first-answer", ".log");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectError(errors.toFile())
                    .start();
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                boolean answered = output.readLine() != null;
                double milliseconds = (System.nanoTime() - start) / 1e6;
                output.transferTo(java.io.Writer.nullWriter());
                requireAnswer(process, answered, errors);
                return milliseconds;
            } finally {
                process.destroy();
            }
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static void requireAnswer(Process process, boolean answered, Path errors) throws IOException {
        int exitCode = process.onExit().join().exitValue();
        if (answered && exitCode == 0) {
            return;
        }
        Optional<String> lastLine = Files.readAllLines(errors).stream().reduce((earlier, later) -> later);
        throw new IOException("a fresh process gave no answer, exit code " + exitCode + ": "
                + lastLine.orElse("nothing on standard error"));
    }
}
