package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.fixtures.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command that takes a model, on every layout that other tools write: it works, or says what is missing. */
class ModelLayoutsTest {

    private static final String ID = "some-org/some-model";
    private static final String NO_WEIGHTS =
            " has no weights, expected model.safetensors or model.safetensors.index.json";
    private static final String TENSORS_OUTSIDE = "' lies in another file, expected all tensors inside the graph in ";

    @TempDir
    Path temporary;

    private Path model;

    @BeforeEach
    void nameTheModel() {
        model = temporary.resolve("model");
    }

    @ParameterizedTest
    @EnumSource
    void classifyRunsTheGraphOrTheWeights(ModelLayouts layout) throws IOException {
        CommandRun run = run(layout, "classify", "--scores", "--format", "jsonl", "a good day");

        assertDone(run);
        assertThat(run.output()).contains("\"gratitude\"");
        assertThat(run.error()).contains("emotions: " + model + " runs in " + layout.precision() + ", by ");
    }

    @ParameterizedTest
    @EnumSource
    void evaluateAndTuneReadTheSame(ModelLayouts layout) throws IOException {
        String data = data("data.tsv").toString();

        assertDone(run(layout, "evaluate", "--data", data));
        assertDone(run(layout, "tune", "--data", data));
        assertThat(model.resolve("thresholds.json")).isRegularFile();
    }

    @ParameterizedTest
    @EnumSource
    void benchmarkMeasuresIt(ModelLayouts layout) throws IOException {
        Path texts = Files.writeString(temporary.resolve("texts.txt"), "a good day\n");

        assertDone(run(layout, "benchmark", "--data", texts.toString(), "--repeats", "1", "--seconds", "0.001"));
    }

    @ParameterizedTest
    @EnumSource
    void exportNeedsWeights(ModelLayouts layout) throws IOException {
        Path output = temporary.resolve("exported");

        CommandRun run = run(layout, "export", "--no-check", "--output", output.toString());

        if (layout.hasWeights()) {
            assertDone(run);
            assertThat(output.resolve("model.onnx")).isRegularFile();
            assertThat(output.resolve("config.json")).isRegularFile();
        } else {
            assertFailed(run, model + NO_WEIGHTS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void quantizePutsInt8BesideTheFp32Graph(ModelLayouts layout) throws IOException {
        CommandRun run = run(layout, "quantize", "--overwrite");

        Path place = model.resolve(layout.graphFolder());
        if (!layout.hasFp32Graph()) {
            assertFailed(
                    run,
                    "no file at " + model.resolve("model.onnx") + " or " + model.resolve("onnx/model.onnx")
                            + ", expected an fp32 graph; 'emotions export' makes one of the weights");
        } else if (layout.hasExternalData()) {
            assertFailed(run, TENSORS_OUTSIDE + place.resolve("model.onnx"));
        } else {
            assertDone(run);
            assertThat(run.output()).startsWith(place.resolve("model_quantized.onnx") + ": ");
            assertThat(run(layout, "classify", "--precision", "int8", "a good day")
                            .error())
                    .contains(" runs in int8, by ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainStartsFromWeights(ModelLayouts layout) throws IOException {
        Path data = Files.createDirectories(temporary.resolve("data"));
        Files.writeString(
                data.resolve("emotions.txt"),
                String.join("\n", LabelSet.goEmotions().names()) + "\n");
        data("data/train.tsv");
        data("data/dev.tsv");
        Path output = temporary.resolve("trained");
        layout.write(temporary.resolve("model"));

        CommandRun run = new CommandRun()
                .run(("train --epochs 1 --base " + temporary.resolve("model") + " --data " + data + " --output "
                                + output)
                        .split(" "));

        if (layout.hasWeights()) {
            assertDone(run);
            assertThat(output.resolve("model_quantized.onnx")).isRegularFile();
        } else {
            assertFailed(run, NO_WEIGHTS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameHoldsForARepositoryOfTheHub(ModelLayouts layout) throws IOException {
        try (FakeHub hub = FakeHub.start()) {
            hub.commit(ID, "main", files(layout.write(temporary.resolve("repository"))));
            Map<String, String> environment = Map.of(
                    "HF_ENDPOINT", hub.endpoint(),
                    "HF_HUB_CACHE", temporary.resolve("cache").toString(),
                    "HOME", temporary.toString());

            assertDone(onHub(environment, "pull", ID));
            assertDone(onHub(environment, "classify", "--model", ID, "a good day"));
            assertQuantizes(layout, environment);
            assertExports(layout, environment);
        }
    }

    private void assertQuantizes(ModelLayouts layout, Map<String, String> environment) {
        Path int8 = temporary.resolve("int8.onnx");
        CommandRun run = onHub(environment, "quantize", "--model", ID, "--output", int8.toString());
        if (layout.hasFp32Graph() && layout.hasExternalData()) {
            assertFailed(run, TENSORS_OUTSIDE);
        } else if (layout.hasFp32Graph()) {
            assertDone(run);
            assertThat(int8).isRegularFile();
        } else {
            assertFailed(
                    run, layout.hasWeights() ? "expected an fp32 graph" : "found nothing to classify with in " + ID);
        }
    }

    private void assertExports(ModelLayouts layout, Map<String, String> environment) {
        Path output = temporary.resolve("exported");
        CommandRun run = onHub(environment, "export", "--no-check", "--model", ID, "--output", output.toString());
        if (layout.hasWeights()) {
            assertDone(run);
        } else {
            assertFailed(run, "found nothing to train with in " + ID);
        }
    }

    private CommandRun run(ModelLayouts layout, String command, String... options) throws IOException {
        if (!Files.exists(model)) {
            layout.write(model);
        }
        return new CommandRun()
                .realModels()
                .run(Stream.concat(Stream.of(command, "--model", model.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static CommandRun onHub(Map<String, String> environment, String... arguments) {
        return new CommandRun().environment(environment).realModels().run(arguments);
    }

    private static void assertDone(CommandRun run) {
        assertThat(run.exitCode()).as(run.error()).isZero();
    }

    private static void assertFailed(CommandRun run, String message) {
        assertThat(run.error()).contains(message);
        assertThat(run.error().lines().filter(line -> line.contains(message))).hasSize(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private Path data(String name) throws IOException {
        return Files.writeString(temporary.resolve(name), "a good day\t17\t1\nso sad\t25\t2\noh no\t3\t3\n");
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
