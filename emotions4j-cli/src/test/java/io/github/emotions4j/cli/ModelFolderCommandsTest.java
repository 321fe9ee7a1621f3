package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.option.ModelResolver;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderCommandsTest {

    private final Path folder;
    private final Path model;

    ModelFolderCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.model = Fixtures.tinyBert(folder.resolve("tiny model"));
    }

    @Test
    void exportMakesAFolderThatClassifiesAsItsSourceDoes() throws IOException {
        Path output = folder.resolve("new/exported");

        CommandRun run = new CommandRun()
                .run("export", "--no-check", "--model", model.toString(), "--output", output.toString());

        assertThat(run.error()).isEmpty();
        assertThat(run.output()).contains("model.onnx: ", "opset 17").endsWith("not compared with libtorch\n");
        try (OnnxEmotionClassifier before = OnnxEmotionClassifier.load(model);
                OnnxEmotionClassifier after = OnnxEmotionClassifier.load(output)) {
            assertThat(after.classify("a good day").top(3).toString())
                    .isEqualTo(before.classify("a good day").top(3).toString());
        }
        assertThat(names(output))
                .containsExactly(
                        "config.json", "model.onnx", "model.safetensors", "tokenizer.json", "tokenizer_config.json");
    }

    @Test
    void tunedThresholdsAreTheModelsOwnAndAnOracleOnWhatChoseThem() throws IOException {
        Path dev = Files.writeString(folder.resolve("dev.tsv"), "a good day\t0\t1\nso sad\t1\t2\nwhat\t0,1\t3\n");
        Path test = Files.writeString(folder.resolve("test.tsv"), "good\t0\t1\nsad\t1\t2\n");
        String[] ofModel = {"--model", model.toString(), "--data"};

        CommandRun tune = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run(concat(new String[] {"tune"}, concat(ofModel, dev.toString())));
        CommandRun onDev = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run(concat(new String[] {"evaluate", "--own"}, concat(ofModel, dev.toString())));
        CommandRun onTest = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run(concat(new String[] {"evaluate", "--own"}, concat(ofModel, test.toString())));

        assertThat(tune.exitCode()).as(tune.error()).isZero();
        assertThat(model.resolve("thresholds.json")).exists();
        assertThat(onDev.output()).startsWith("ORACLE");
        assertThat(onTest.output()).startsWith("thresholds: the model's own\n");
    }

    @Test
    void calibrationChangesTheFolderBeforeThresholdsAreChosen() throws IOException {
        Path dev = Files.writeString(folder.resolve("dev.tsv"), "a good day\t0\t1\nso sad\t1\t2\nwhat\t0,1\t3\n");
        byte[] weights = Files.readAllBytes(model.resolve("model.safetensors"));
        List<String> files = names(model);
        double before = meanScoreOfTheFirstLabel();

        CommandRun run = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run("tune", "--calibrate", "--data", dev.toString(), "--model", model.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error())
                .contains("calibrated " + model + " on " + dev + ": calibration error of scores from 0.05 on 0.")
                .contains("not calibrated, no positive or no negative examples: ")
                .contains("wrote " + model.resolve("thresholds.json"));
        assertThat(model.resolve("model.safetensors")).isRegularFile();
        assertThat(Files.readAllBytes(model.resolve("model.safetensors"))).isNotEqualTo(weights);
        assertThat(names(model)).containsAll(files).noneMatch(name -> name.endsWith(".calibrated"));
        assertThat(model.resolve("README.md")).content().contains("probabilities were calibrated on the same examples");
        // two of three texts have the label
        assertThat(Math.abs(meanScoreOfTheFirstLabel() - 2.0 / 3)).isLessThan(Math.abs(before - 2.0 / 3));
    }

    private double meanScoreOfTheFirstLabel() throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(model)) {
            return Stream.of("a good day", "so sad", "what")
                    .mapToDouble(text -> classifier.classify(text).score(0))
                    .average()
                    .orElseThrow();
        }
    }

    @Test
    void aFolderWithoutWeightsCannotBeCalibrated() throws IOException {
        Path dev = Files.writeString(folder.resolve("dev.tsv"), "a good day\t0\t1\n");
        Files.delete(model.resolve("model.safetensors"));

        CommandRun run = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run("tune", "--calibrate", "--data", dev.toString(), "--model", model.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error())
                .contains("has no weights, expected model.safetensors")
                .hasLineCount(1);
    }

    @Test
    void exportRefusesAFolderThatHoldsAModel() throws IOException {
        String[] command = {"export", "--no-check", "--model", model.toString(), "--opset", "18"};
        byte[] before = Files.readAllBytes(model.resolve("model.onnx"));

        CommandRun refused = new CommandRun().run(command);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("model.onnx already, expected no such file or --overwrite")
                .hasLineCount(1);
        assertThat(model.resolve("model.onnx")).hasBinaryContent(before);

        CommandRun replaced = new CommandRun().run(concat(command, "--overwrite"));
        assertThat(replaced.output()).contains("opset 18");
        assertThat(Files.readAllBytes(model.resolve("model.onnx"))).isNotEqualTo(before);
    }

    @Test
    void exportRefusesAnotherFolderWithAModelAndAFile() throws IOException {
        Path other = Fixtures.tinyBert(folder.resolve("other"));
        Path file = Files.createFile(folder.resolve("file"));

        CommandRun intoModel =
                new CommandRun().run("export", "--no-check", "--model", model.toString(), "--output", other.toString());
        CommandRun intoFile =
                new CommandRun().run("export", "--no-check", "--model", model.toString(), "--output", file.toString());

        assertThat(intoModel.error())
                .contains("already holds a model (config.json)")
                .hasLineCount(1);
        assertThat(intoFile.error())
                .contains("found a file, expected a folder at ")
                .hasLineCount(1);
        assertThat(List.of(intoModel.exitCode(), intoFile.exitCode())).containsOnly(1);
    }

    @Test
    void exportOfDamagedWeightsLeavesNoGraph() throws IOException {
        Path weights = model.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path output = folder.resolve("out");

        CommandRun run = new CommandRun()
                .run("export", "--no-check", "--model", model.toString(), "--output", output.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("model.safetensors").hasLineCount(1);
        assertThat(names(output)).doesNotContain("model.onnx");
    }

    @Test
    void wrongUsageOfExportIsTwo() {
        CommandRun opset = new CommandRun().run("export", "--model", model.toString(), "--opset", "99");
        CommandRun nowhere = new CommandRun().run("export", "--model", "embedded");

        assertThat(opset.error())
                .contains("opset is 99, expected a value from 17 to 21")
                .hasLineCount(1);
        assertThat(nowhere.error()).contains("--model embedded needs --output").hasLineCount(1);
        assertThat(List.of(opset.exitCode(), nowhere.exitCode())).containsOnly(2);
    }

    @Test
    void quantizeWritesAGraphThatRunsAndSaysWhatItCost() throws IOException {
        CommandRun run = new CommandRun().run("quantize", "--model", model.toString());

        assertThat(run.error()).isEmpty();
        assertThat(run.output()).containsPattern("model_quantized.onnx: [\\d,]+ bytes, \\d+ % of the fp32 graph's");
        assertThat(run.output()).containsPattern("scores moved by 0\\.\\d{4} on average and 0\\.\\d{4} at most");
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(model)) {
            assertThat(classifier.precision()).isEqualTo(GraphPrecision.INT8);
        }
    }

    @Test
    void quantizeWritesTheFastFormWhereItIsTold() {
        Path fast = folder.resolve("fast.onnx");
        new CommandRun().run("export", "--no-check", "--overwrite", "--model", model.toString());

        CommandRun run =
                new CommandRun().run("quantize", "--fast", "--model", model.toString(), "--output", fast.toString());
        CommandRun homeless = new CommandRun().run("quantize", "--fast", "--model", model.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.output()).contains("fast.onnx: ").containsPattern("scores moved by 0\\.\\d+ on average");
        assertThat(fast).content(StandardCharsets.ISO_8859_1).contains("MultiHeadAttention");
        assertThat(homeless.exitCode()).isEqualTo(2);
        assertThat(homeless.error()).contains("--fast needs --output");
    }

    @Test
    void quantizeRefusesToReplaceAndAFolderWithoutGraph() throws IOException {
        new CommandRun().run("quantize", "--model", model.toString());

        CommandRun again = new CommandRun().run("quantize", "--model", model.toString());
        Files.delete(model.resolve("model.onnx"));
        CommandRun without = new CommandRun().run("quantize", "--overwrite", "--model", model.toString());
        CommandRun missing = new CommandRun()
                .run("quantize", "--model", folder.resolve("none").toString());

        assertThat(again.error())
                .contains("model_quantized.onnx already, expected")
                .hasLineCount(1);
        assertThat(without.error()).contains("no file at ", "model.onnx").hasLineCount(1);
        assertThat(missing.error()).contains("no model folder at ").hasLineCount(1);
        assertThat(List.of(again.exitCode(), without.exitCode(), missing.exitCode()))
                .containsOnly(1);
    }

    @Test
    void quantizeReplacesTheInt8GraphWhereItLies() throws IOException {
        Path onnx = Files.createDirectories(model.resolve("onnx"));
        Files.move(model.resolve("model.onnx"), onnx.resolve("model.onnx"));
        Path int8 = Files.writeString(model.resolve("model_quantized.onnx"), "old");

        CommandRun refused = new CommandRun().run("quantize", "--model", model.toString());
        CommandRun replaced = new CommandRun().run("quantize", "--overwrite", "--model", model.toString());

        assertThat(refused.error())
                .contains("found " + int8 + " already, expected no such file or --overwrite")
                .hasLineCount(1);
        assertThat(replaced.exitCode()).as(replaced.error()).isZero();
        assertThat(Files.size(int8)).isGreaterThan(1000);
        assertThat(onnx.resolve("model_quantized.onnx")).doesNotExist();
    }

    @Test
    void exportCopiesEveryFileOfTheTokenizer() throws IOException {
        Path source = TinyModel.ROBERTA.copyTo(folder.resolve("slow"), ModelPart.WEIGHTS, ModelPart.VOCABULARY);
        Files.writeString(source.resolve("added_tokens.json"), "{}");
        Path output = folder.resolve("exported");

        CommandRun run = new CommandRun()
                .run("export", "--no-check", "--model", source.toString(), "--output", output.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(names(output))
                .containsExactly(
                        "added_tokens.json",
                        "config.json",
                        "merges.txt",
                        "model.onnx",
                        "model.safetensors",
                        "special_tokens_map.json",
                        "tokenizer_config.json",
                        "vocab.json");
    }

    @Test
    void exportRefusesAFolderWithAnotherModelsCard() throws IOException {
        Path output = Files.createDirectories(folder.resolve("card"));
        Files.writeString(output.resolve("README.md"), "# Another model");

        CommandRun run = new CommandRun().run("export", "--model", model.toString(), "--output", output.toString());

        assertThat(run.error()).contains("already holds a model (README.md)").hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void classifySaysWhichGraphOfTheFolderRuns() {
        CommandRun run = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run("classify", "--model", model.toString(), "--format=jsonl", "--top-k=1", "a good day");

        assertThat(run.output()).startsWith("{\"text\": \"a good day\", \"emotions\": [");
        // The fast form of the folder's model.onnx, in the cache of this build.
        assertThat(run.error())
                .startsWith("emotions: " + model + " runs in fp32, by ")
                .contains("graphs")
                .endsWith("model.onnx\n")
                .hasLineCount(1);
    }

    @Test
    void classifyMakesTheGraphThatTheFolderLacks() throws IOException {
        CommandRun run = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run("classify", "--model", model.toString(), "--precision=int8", "a good day");

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error())
                .startsWith("emotions: " + model + " runs in int8, by ")
                .contains("its activation scales come from the sample comments of emotions4j")
                .hasLineCount(2);
        assertThat(names(model)).doesNotContain("model_quantized.onnx");
    }

    @Test
    void exportCopiesShardsWithTheirIndex() throws IOException {
        Path source = TinyModel.ROBERTA.copyTo(folder.resolve("shards"), ModelPart.SHARDS, ModelPart.TOKENIZER);
        Path output = folder.resolve("exported");

        CommandRun run = new CommandRun()
                .run("export", "--no-check", "--model", source.toString(), "--output", output.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(names(output)).containsAll(names(source)).contains("model.onnx");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String[] concat(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aLongTextIsReadInWindowsAndItsScoresFileIsRead() throws IOException {
        String text = "so sad and angry ".repeat(40).strip();
        Path data = Files.writeString(folder.resolve("long.tsv"), text + "\t0\t1\n");
        CommandRun whole = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run("classify", "--scores", "--format", "jsonl", "--model", model.toString(), text);
        CommandRun beginning = new CommandRun()
                .models(new ModelResolver(Console.system()))
                .run("classify", "--scores", "--format", "jsonl", "--truncate", "--model", model.toString(), text);
        Path scores = Files.writeString(folder.resolve("scores.jsonl"), whole.output());

        assertThat(whole.output()).containsPattern("\"windows\": [2-9]\\}\n$");
        assertThat(beginning.output()).endsWith("\"truncated\": true}\n");
        assertThat(whole.error()).contains("emotions: text 1 is longer than the model, read in ");
        assertThat(new CommandRun()
                        .run("evaluate", "--data", data.toString(), "--scores-file", scores.toString())
                        .exitCode())
                .isZero();
    }
}
