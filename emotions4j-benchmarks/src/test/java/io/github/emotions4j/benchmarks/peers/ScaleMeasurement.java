package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.emotions4j.benchmarks.FirstAnswer;
import io.github.emotions4j.benchmarks.Processor;
import io.github.emotions4j.benchmarks.ResidentMemory;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs {@code ./emotions classify --file F --format jsonl} over files of more and more texts, and watches what a text
 * costs and how much memory the process has. Linux only.
 */
public final class ScaleMeasurement {

    private static final double BYTES_PER_MB = 1e6;

    private final Path root;
    private final Path work;
    private final Progress progress;

    private ScaleMeasurement(Path root, Path work, Progress progress) {
        this.root = root;
        this.work = work;
        this.progress = progress;
    }

    /**
     * Runs the command line once for each count.
     *
     * @param root of the project's working tree
     * @param work a folder that git ignores
     * @param texts what is repeated until there are enough
     * @param counts how many texts each run has
     * @param result the JSON file to write
     * @param progress hears of each run
     * @throws IOException if a run fails, or reading or writing does
     */
    public static void run(Path root, Path work, List<String> texts, List<Long> counts, Path result, Progress progress)
            throws IOException {
        Files.createDirectories(work);
        ScaleMeasurement measurement = new ScaleMeasurement(root, work, progress);
        progress.report(Processor.current().describe());
        // The launcher builds when it has to, which is no part of a run.
        FirstAnswer.measure(List.of(root.resolve("emotions").toString(), "--version"), 1);
        List<ScaleRun> runs = new ArrayList<>();
        for (long count : counts) {
            runs.add(measurement.run(texts, count));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("date", Instant.now().toString());
        content.put("commit", Commit.of(root));
        content.put("machine", Machine.current());
        content.put("runs", runs);
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        AtomicFile.write(result, json.writeValueAsString(content) + "\n");
    }

    private ScaleRun run(List<String> texts, long count) throws IOException {
        Path file = work.resolve("texts-" + count + ".txt");
        write(texts, count, file);
        try {
            ScaleRun run = classify(file, count);
            progress.report(String.format(
                    Locale.ROOT,
                    "%,d texts: %.0f s, %.0f microseconds each, at most %.0f MB, %+.1f MB after the first minute",
                    count,
                    run.seconds(),
                    run.microsecondsPerText(),
                    run.peakResidentMb(),
                    run.growthAfterFirstMinuteMb()));
            return run;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(List<String> texts, long count, Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (long line = 0; line < count; line++) {
                lines.write(texts.get((int) (line % texts.size())));
                lines.write('\n');
            }
        }
    }

    private ScaleRun classify(Path file, long count) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        root.resolve("emotions").toString(), "classify", "--file", file.toString(), "--format", "jsonl")
                .redirectError(work.resolve("scale.log").toFile())
                .start();
        List<Double> residentMb = new CopyOnWriteArrayList<>();
        double[] peak = new double[1];
        Thread watcher = new Thread(() -> watch(process, residentMb, peak), "memory");
        watcher.setDaemon(true);
        watcher.start();
        Lines lines = Lines.count(process.getInputStream());
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0 || lines.total != count) {
            throw new IOException(
                    "emotions classify ended with exit code " + exitCode + " after " + lines.total + " of "
                            + count + " texts: "
                            + Files.readString(work.resolve("scale.log"), StandardCharsets.UTF_8)
                                    .strip());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ScaleRun(count, seconds, lines.microsecondsPerLine(), residentMb, peak[0]);
    }

    /** The launcher becomes Java, so the process keeps its id. */
    private static void watch(Process process, List<Double> residentMb, double[] peak) {
        while (process.isAlive()) {
            ResidentMemory memory = ResidentMemory.of(process.pid());
            // A process that has ended, or is about to begin its program, has no memory to speak of.
            memory.nowBytes().stream()
                    .mapToDouble(bytes -> Math.round(bytes / BYTES_PER_MB * 10) / 10.0)
                    .filter(megabytes -> megabytes > 0)
                    .forEach(residentMb::add);
            memory.peakBytes().ifPresent(bytes -> peak[0] = Math.max(peak[0], bytes / BYTES_PER_MB));
            try {
                Thread.sleep(1000);
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** How many lines came, and when the first and the last of them. */
    private static final class Lines {

        private long total;
        private long inFirstChunk;
        private long firstNanos;
        private long lastNanos;

        static Lines count(InputStream output) throws IOException {
            Lines lines = new Lines();
            byte[] chunk = new byte[1 << 16];
            for (int length = output.read(chunk); length >= 0; length = output.read(chunk)) {
                lines.add(chunk, length);
            }
            return lines;
        }

        private void add(byte[] chunk, int length) {
            for (int i = 0; i < length; i++) {
                total += chunk[i] == '\n' ? 1 : 0;
            }
            lastNanos = System.nanoTime();
            if (firstNanos == 0) {
                firstNanos = lastNanos;
                inFirstChunk = total;
            }
        }

        double microsecondsPerLine() {
            return (lastNanos - firstNanos) / 1e3 / Math.max(1, total - inFirstChunk);
        }
    }
}
