package io.github.emotions4j.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of a run, a JSON object a line. A step is
 * {@code {"step":1,"epoch":1,"loss":0.69,"learningRate":2.0E-5,"gradientNorm":..,"examples":16,"tokens":..,
 * "seconds":..}},
 * an epoch {@code {"epoch":1,"step":..,"trainLoss":..,"devLoss":..,"devMacroF1":..,"devMacroF1AtHalf":..}}.
 *
 * <p>Not thread-safe.
 */
final class TrainingLog implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer writer;

    private TrainingLog(Writer writer) {
        this.writer = writer;
    }

    /** Opens the log of a run that has done some steps. Lines of later steps, which a killed run had written, go. */
    static TrainingLog open(Path file, long stepsDone) throws IOException {
        List<String> kept = new ArrayList<>();
        if (stepsDone > 0 && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (isUpTo(line, stepsDone)) {
                    kept.add(line + "\n");
                }
            }
        }
        AtomicFile.write(file, String.join("", kept));
        BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return new TrainingLog(writer);
    }

    private static boolean isUpTo(String line, long stepsDone) {
        try {
            JsonNode step = JSON.readTree(line).path("step");
            return step.isNumber() && step.longValue() <= stepsDone;
        } catch (IOException cutOffByTheKill) {
            return false;
        }
    }

    void write(TrainingListener.Step step) throws IOException {
        write(JSON.createObjectNode()
                .put("step", step.step())
                .put("epoch", step.epoch())
                .put("loss", step.loss())
                .put("learningRate", step.learningRate())
                .put("gradientNorm", step.gradientNorm())
                .put("examples", step.throughput().examples())
                .put("tokens", step.throughput().tokens())
                .put("seconds", step.throughput().time().toNanos() / 1e9));
    }

    void write(TrainingListener.Epoch epoch) throws IOException {
        write(JSON.createObjectNode()
                .put("epoch", epoch.epoch())
                .put("step", epoch.step())
                .put("trainLoss", epoch.trainLoss())
                .put("devLoss", epoch.devLoss())
                .put("devMacroF1", epoch.devMacroF1())
                .put("devMacroF1AtHalf", epoch.devMacroF1AtHalf()));
    }

    private void write(ObjectNode line) throws IOException {
        writer.write(line + "\n");
        writer.flush(); // so that the file can be followed while the run goes on
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
