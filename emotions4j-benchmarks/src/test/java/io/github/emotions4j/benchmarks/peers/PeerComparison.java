package io.github.emotions4j.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.benchmarks.FirstAnswer;
import io.github.emotions4j.benchmarks.Processor;
import io.github.emotions4j.benchmarks.Spread;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** This library and its peers in one run. For one thread. */
public final class PeerComparison {

    private static final int FIRST_ANSWERS = 7;

    private final PeerEnvironment workshop;
    private final ComparisonOptions options;
    private final Progress progress;

    private PeerComparison(PeerEnvironment workshop, ComparisonOptions options, Progress progress) {
        this.workshop = workshop;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Sets up what is not there yet and compares.
     *
     * @param root of the project's working tree
     * @param work a folder that git ignores
     * @param python an environment to use, or empty to make one
     * @param options what to compare
     * @param texts what is classified
     * @param result the JSON file to write
     * @param progress hears of each step
     * @throws IOException if reading or writing fails
     * @throws InterruptedException if the thread is interrupted
     */
    public static void run(
            Path root,
            Path work,
            Optional<Path> python,
            ComparisonOptions options,
            List<String> texts,
            Path result,
            Progress progress)
            throws IOException, InterruptedException {
        PeerEnvironment workshop = new PeerEnvironment(root, work, python, progress);
        System.setProperty(ResourceCache.FOLDER_PROPERTY, workshop.cache().toString());
        new PeerComparison(workshop, options, progress).run(texts).write(result);
    }

    private ComparisonResult run(List<String> texts) throws IOException, InterruptedException {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Machine machine = Machine.current();
        progress.report(Processor.current().describe());
        Path textsFile = workshop.writeTexts(new ObjectMapper().writeValueAsString(texts));
        Map<String, String> versions = new TreeMap<>();
        versions.put("onnxruntime (emotions4j)", GemmMeasurement.runtimeVersion());
        List<ModelResult> models = new ArrayList<>();
        for (PeerModel model : options.models()) {
            models.add(compare(model, texts, textsFile, versions));
        }
        return new ComparisonResult(
                begin.toString(),
                Commit.of(workshop.root()),
                machine,
                versions,
                options.withProducts() ? firstAnswer() : null,
                options.withProducts() ? products() : List.of(),
                models);
    }

    private ModelResult compare(PeerModel model, List<String> texts, Path textsFile, Map<String, String> versions)
            throws IOException {
        try {
            return new ModelComparison(workshop, options, model, texts, progress, versions).run(textsFile);
        } catch (PeerMissingException noModel) {
            progress.report("missing " + model + ": " + noModel.reason());
            return new ModelResult(
                    model.toString(),
                    new ModelResult.Size(0, 0, 0, 0),
                    new ModelResult.Work(0, 0, 0),
                    List.of(),
                    options.settings().stream()
                            .map(setting -> new ModelResult.Missing(setting.name(), noModel.reason()))
                            .toList());
        }
    }

    private List<GemmRate> products() throws InterruptedException {
        progress.report("measuring bare matrix products");
        return new GemmMeasurement(OnnxOptions.defaults().workers()).measure();
    }

    /** Of the launcher as users start it; the first call builds. */
    private @Nullable Spread firstAnswer() {
        List<String> command =
                List.of(workshop.root().resolve("emotions").toString(), "classify", "I am not having a great day");
        progress.report("measuring the first answer of the command line");
        try {
            FirstAnswer.measure(command, 1);
            return FirstAnswer.measure(command, FIRST_ANSWERS);
        } catch (IOException noAnswer) {
            progress.report("missing the first answer: " + noAnswer.getMessage());
            return null;
        }
    }
}
