package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.cli.option.FolderResolver;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.fixtures.FakeHub;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCommandsTest {

    private static final String ID = "some-org/tiny-bert";

    private final FakeHub hub = FakeHub.start();
    private final Path folder;
    private final Path local;
    private final Map<String, String> environment = new HashMap<>();
    private final String commit;

    HubCommandsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.local = Fixtures.tinyBert(folder.resolve("local"));
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> found = Files.list(local)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        files.put("pytorch_model.bin", new byte[] {1});
        commit = hub.commit(ID, "main", files);
        hub.commit(ID, "refs/pr/1", files);
        hub.commit("some-org/pickle", "main", Map.of("config.json", new byte[2], "pytorch_model.bin", new byte[2]));
        environment.put("HF_ENDPOINT", hub.endpoint());
        environment.put("HF_HUB_CACHE", folder.resolve("cache").toString());
        environment.put("HOME", folder.toString());
    }

    @AfterEach
    void stopHub() {
        hub.close();
    }

    @Test
    void pullPrintsTheFolderAndSaysOnStandardErrorWhatItFetches() throws IOException {
        CommandRun run = run("pull", ID);
        CommandRun again = run("pull", ID);

        assertThat(run.output()).isEqualTo(snapshot() + "\n");
        assertThat(run.error()).startsWith("emotions: fetching " + ID + " (4 files, ");
        assertThat(names()).containsExactly("config.json", "model.onnx", "tokenizer.json", "tokenizer_config.json");
        assertThat(again.output()).isEqualTo(run.output());
        assertThat(again.error()).isEmpty();
        assertThat(List.of(run.exitCode(), again.exitCode())).containsOnly(0);
    }

    @Test
    void trainStartsFromAModelOfTheHub() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("emotions.txt"),
                String.join("\n", LabelSet.goEmotions().names()) + "\n");
        for (String split : List.of("train.tsv", "dev.tsv")) {
            Files.writeString(data.resolve(split), "a good day\t17\tx\noh no\t25\ty\n");
        }
        Path model = folder.resolve("trained");

        CommandRun run =
                run("train", "--base", ID, "--data", data.toString(), "--output", model.toString(), "--epochs", "1");

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).contains("reading encoder " + ID, "going on with the head of");
        assertThat(names()).contains("model.safetensors").doesNotContain("model.onnx", "pytorch_model.bin");
        assertThat(model.resolve("model_quantized.onnx")).exists();
    }

    @Test
    void pullFetchesWhatItIsToldTo() throws IOException {
        assertThat(run("pull", ID, "--train").exitCode()).isZero();
        assertThat(names()).contains("model.safetensors").doesNotContain("model.onnx");

        assertThat(run("pull", ID, "--revision", "refs/pr/1", "--all").output()).isEqualTo(snapshot() + "\n");
        assertThat(names()).contains("model.safetensors", "model.onnx").doesNotContain("pytorch_model.bin");
        assertThat(run("pull", ID + "@refs/pr/1", "--precision", "fp32").exitCode())
                .isZero();
    }

    @Test
    void wrongUsageOfPullIsTwo() {
        CommandRun none = run("pull");
        CommandRun path = run("pull", "../models");
        CommandRun twice = run("pull", ID + "@v1", "--revision", "v2");
        CommandRun precision = run("pull", ID, "--precision", "int4");
        CommandRun both = run("pull", ID, "--train", "--all");

        assertThat(path.error()).contains("found '../models', expected a model of the hub as ORG/NAME");
        assertThat(twice.error()).contains("expected one revision");
        assertThat(precision.error()).contains("found 'int4', expected int8 or fp32");
        assertThat(List.of(none.exitCode(), path.exitCode(), twice.exitCode(), precision.exitCode(), both.exitCode()))
                .containsOnly(2);
        assertThat(hub.requests()).isEmpty();
    }

    @Test
    void classifyFetchesAModelAndAnswersAsItsFolderDoes() throws IOException {
        // Only the graph is fetched; beside its weights it would run in another form, with other rounding.
        Files.delete(local.resolve("model.safetensors"));
        String[] text = {"--format=jsonl", "--top-k=3", "a good day"};

        CommandRun fetched = run(concat(List.of("classify", "--model", ID), text));
        CommandRun pinned = run(concat(List.of("classify", "--model", ID + "@" + commit), text));
        CommandRun inFolder = run(concat(List.of("classify", "--model", local.toString()), text));

        assertThat(fetched.output()).startsWith("{\"text\": \"a good day\"").isEqualTo(inFolder.output());
        assertThat(pinned.output()).isEqualTo(inFolder.output());
        assertThat(fetched.error()).startsWith("emotions: fetching " + ID);
    }

    @Test
    void classifyWorksOfflineWithWhatIsInTheCache() {
        run("pull", ID);
        hub.close();
        environment.put("HF_HUB_OFFLINE", "1");

        CommandRun cached = run("classify", "--model", ID, "a good day");
        CommandRun missing = run("classify", "--model", "some-org/other", "a good day");

        assertThat(cached.exitCode()).as(cached.error()).isZero();
        assertThat(missing.error())
                .contains("no model folder at some-org/other, and found nothing of the model in ")
                .contains("HF_HUB_OFFLINE is set; unset it")
                .hasLineCount(1);
        assertThat(missing.exitCode()).isEqualTo(1);
    }

    @Test
    void evaluateAndTuneReadAModelOfTheHub() throws IOException {
        Path data = Files.writeString(folder.resolve("data.tsv"), "a good day\t0\t1\nso sad\t1\t2\nwhat\t0,1\t3\n");
        Path thresholds = folder.resolve("thresholds.json");

        CommandRun evaluate = run("evaluate", "--model", ID, "--data", data.toString(), "--compare", ID + "@refs/pr/1");
        CommandRun tune = run("tune", "--model", ID, "--data", data.toString(), "--output", thresholds.toString());
        CommandRun nowhere = run("tune", "--model", ID, "--data", data.toString());

        assertThat(evaluate.exitCode()).as(evaluate.error()).isZero();
        assertThat(evaluate.output()).contains(ID + "@refs/pr/1");
        assertThat(tune.exitCode()).as(tune.error()).isZero();
        assertThat(thresholds).exists();
        assertThat(nowhere.error()).contains("a model of the hub needs --output, a file to write");
        assertThat(nowhere.exitCode()).isEqualTo(2);
    }

    @Test
    void exportAndQuantizeReadAModelOfTheHubAndWriteElsewhere() throws IOException {
        Path exported = folder.resolve("exported");
        Path quantized = folder.resolve("model_quantized.onnx");

        CommandRun export = run("export", "--no-check", "--model", ID, "--output", exported.toString());
        CommandRun quantize = run("quantize", "--model", ID, "--output", quantized.toString());

        assertThat(export.exitCode()).as(export.error()).isZero();
        assertThat(exported.resolve("model.onnx")).exists();
        assertThat(quantize.exitCode()).as(quantize.error()).isZero();
        assertThat(quantized).exists();
        assertThat(run("export", "--model", ID).exitCode()).isEqualTo(2);
        assertThat(run("quantize", "--model", ID).error()).contains("a model of the hub needs --output");
        assertThat(names()).doesNotContain("thresholds.json", "model_quantized.onnx");
    }

    @Test
    void aFolderWinsOverAModelOfTheHub() {
        assertThat(FolderResolver.idOf(Path.of("src/main"))).isEmpty();
        assertThat(FolderResolver.idOf(Path.of("src/other@v1"))).isPresent();
        assertThat(FolderResolver.idOf(Path.of("/src/other"))).isEmpty();
        assertThat(FolderResolver.idOf(Path.of("other"))).isEmpty();
    }

    @Test
    void errorsNameTheFolderAndTheHub() {
        CommandRun unknown = run("classify", "--model", "no-org/none", "x");
        CommandRun pickle = run("classify", "--model", "some-org/pickle", "x");
        CommandRun noId = run("classify", "--model", "none", "x");

        assertThat(unknown.error())
                .contains("no model folder at no-org/none, and cannot get no-org/none: no model at " + hub.endpoint())
                .hasLineCount(1);
        assertThat(pickle.error()).contains("which is a pickle").hasLineCount(1);
        assertThat(noId.error())
                .contains("no model folder at none, expected a folder, or a model of the hub as ORG/NAME")
                .hasLineCount(1);
        assertThat(List.of(unknown.exitCode(), pickle.exitCode(), noId.exitCode()))
                .containsOnly(1);
    }

    @Test
    void theTokenIsNeverPrinted() {
        environment.put("HF_TOKEN", "hf_verySecret");
        hub.makePrivate(ID, "hf_other");

        CommandRun refused = run("pull", "--stacktrace", ID);

        assertThat(hub.requests()).anyMatch(request -> request.authorization().equals("Bearer hf_verySecret"));
        assertThat(refused.error())
                .contains("whether the access token may read it")
                .doesNotContain("hf_verySecret");
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    private CommandRun run(String... arguments) {
        return new CommandRun().environment(environment).realModels().run(arguments);
    }

    private Path snapshot() {
        return folder.resolve("cache/models--some-org--tiny-bert/snapshots").resolve(commit);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(snapshot())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String[] concat(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }
}
