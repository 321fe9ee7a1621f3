package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code emotions train} on a folder, from the command line to the model. */
class TrainFromFolderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int BATCH_SIZE = 4;

    private static final List<String> TEXTS = List.of(
            "I love it!",
            "my dog died, what a sad day",
            "thanks for the help",
            "why would anyone want this",
            "a good day",
            "I hate you",
            "so proud of you",
            "oh no",
            "please help me",
            "it is what it is");

    @TempDir
    Path temporary;

    private Path base;
    private Path data;

    // The label of the text in line i is i.
    @BeforeEach
    void makeBaseAndData() throws IOException {
        base = TinyModel.ROBERTA.copyTo(
                temporary.resolve("e5-small-v2"), ModelPart.WEIGHTS, ModelPart.TOKENIZER, ModelPart.GRAPH);
        data = Files.createDirectories(temporary.resolve("data"));
        Files.writeString(
                data.resolve("emotions.txt"),
                String.join("\n", LabelSet.goEmotions().names()) + "\n");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            lines.add(TEXTS.get(i) + "\t" + i + "\tid" + i);
        }
        Files.write(data.resolve("train.tsv"), lines);
        Files.write(data.resolve("dev.tsv"), lines);
    }

    private CommandRun train(String output, String... more) {
        Stream<String> fixed = Stream.of(
                "train", "--base", base.toString(), "--data", data.toString(), "--output", output, "--epochs", "1");
        return new CommandRun().run(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aRunThatCanBeComparedFromOutsideLogsEachStep() throws IOException {
        Path model = temporary.resolve("model");

        CommandRun run = train(
                model.toString(),
                "--order sequential --dropout 0 --warmup 0 --batch-size 4 --learning-rate 3e-4 --precision fp32"
                        .split(" "));

        assertThat(run.exitCode()).as(run.error()).isZero();
        List<String> lines = Files.readAllLines(model.resolve("training.jsonl"));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(3)).contains("\"devLoss\"");
        assertThat(List.of(step(lines, 1, 3e-4, 4), step(lines, 2, 2e-4, 4), step(lines, 3, 1e-4, 2)))
                .allSatisfy(step -> assertThat(step.get("loss").isDouble()).isTrue());
        assertThat(step(lines, 1, 3e-4, 4).get("loss").doubleValue()).isCloseTo(lossOfTheFirstBatch(), within(1e-5));
    }

    @Test
    void calibratesOnDevUnlessToldNotTo() throws IOException {
        CommandRun calibrated = train(temporary.resolve("calibrated").toString());
        CommandRun plain = train(temporary.resolve("plain").toString(), "--no-calibrate");

        assertThat(calibrated.exitCode()).as(calibrated.error()).isZero();
        assertThat(calibrated.output()).contains("calibrated on dev: calibration error of scores from 0.05 on ");
        assertThat(plain.exitCode()).as(plain.error()).isZero();
        assertThat(plain.output()).doesNotContain("calibrat");
        assertThat(temporary.resolve("plain/README.md")).content().contains("| calibration | none |");
        assertThat(temporary.resolve("calibrated/README.md"))
                .content()
                .contains("| calibration | a scale and an offset per label, fitted on dev with the INT8 graph");
    }

    private static JsonNode step(List<String> lines, int step, double rate, int examples) throws IOException {
        JsonNode found = JSON.readTree(lines.get(step - 1));
        assertThat(found.get("step").intValue()).isEqualTo(step);
        assertThat(found.get("learningRate").doubleValue()).isCloseTo(rate, within(1e-12));
        assertThat(found.get("examples").intValue()).isEqualTo(examples);
        return found;
    }

    /** The base's own mean binary cross-entropy on the first texts, by its graph. */
    private double lossOfTheFirstBatch() throws IOException {
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.load(base)) {
            double sum = 0;
            for (int text = 0; text < BATCH_SIZE; text++) {
                sum += loss(classifier.classify(TEXTS.get(text)), text);
            }
            return sum / BATCH_SIZE;
        }
    }

    private static double loss(Scores scores, int trueLabel) {
        double sum = 0;
        LabelSet labels = LabelSet.goEmotions();
        for (int label = 0; label < labels.size(); label++) {
            double score = scores.score(labels.name(label));
            sum -= Math.log(label == trueLabel ? score : 1 - score);
        }
        return sum / labels.size();
    }

    @Test
    void aFolderTrainsByTheReferenceCardWhateverItIsCalled() throws IOException {
        Path model = temporary.resolve("model");

        CommandRun run = train(model.toString());

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).contains("going on with the head of e5-small-v2");
        assertThat(model.resolve("README.md"))
                .content()
                .contains("| epochs, batch size | 1, 16 ")
                .contains("| learning rate | 2.0E-5 for the encoder, times 1.0 for the head; warm-up 0.0 ")
                .contains("weight decay 0.01 ");
    }

    @Test
    void aNewHeadIsStartedOnDemand() throws IOException {
        Path model = temporary.resolve("model");

        CommandRun run = train(model.toString(), "--new-head");

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).doesNotContain("going on with the head");
        assertThat(model.resolve("README.md")).content().contains("| head initialisation | standard |");
    }

    @Test
    void aDamagedFolderIsAFailureInOneLine() throws IOException {
        Files.delete(base.resolve("config.json"));

        CommandRun run = train(temporary.resolve("model").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("has no config.json");
    }
}
