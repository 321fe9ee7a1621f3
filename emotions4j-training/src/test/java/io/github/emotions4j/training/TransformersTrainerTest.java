package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repeats what {@code make_trainer_golden.py} recorded of transformers' Trainer. */
class TransformersTrainerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What fp32 sums in another order may move a loss by in 200 steps; the largest seen is 2e-7. */
    private static final double LOSS_TOLERANCE = 1e-4;

    /**
     * Weights whose gradient is nothing but rounding drift apart; the logits of the trained models hardly do (2e-6
     * seen).
     */
    private static final double LOGIT_TOLERANCE = 1e-3;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource({
        "BERT_UNCASED, bert-uncased, plain",
        "BERT_UNCASED, bert-uncased, clipped",
        "ROBERTA, roberta, plain",
        "ROBERTA, roberta, clipped",
        "DISTILBERT, distilbert, plain",
        "DISTILBERT, distilbert, clipped"
    })
    void givesTheLossesRatesAndLogitsOfTransformersTrainer(TinyModel model, String name, String run)
            throws IOException {
        JsonNode golden = golden(name);
        JsonNode expected = golden.get("runs").get(run);
        ModelConfig config = ModelConfig.read(model.copyTo(temporary, ModelPart.WEIGHTS));
        TrainingData data = new TrainingData(config.labels(), examples(golden.get("examples")), List.of());
        Trainer trainer =
                new Trainer(encoder(config), data, options(golden, expected), temporary, new TrainingListener() {});

        Weights trained = trainer.train();

        List<JsonNode> steps = steps(temporary.resolve(Trainer.LOG));
        assertThat(steps).hasSize(200);
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            assertThat(step.get("step").intValue()).isEqualTo(i + 1);
            assertThat(step.get("examples").intValue())
                    .isEqualTo(golden.get("batchSize").intValue());
            assertClose(step.get("loss"), expected.get("loss").get(i), LOSS_TOLERANCE, "loss of step " + (i + 1));
            assertClose(
                    step.get("learningRate"), expected.get("learningRate").get(i), 1e-12, "rate of step " + (i + 1));
            assertClose(step.get("gradientNorm"), expected.get("gradientNorm").get(i), 1e-3, "norm of step " + (i + 1));
        }
        assertLogits(config, trained, golden.get("unseen"), expected.get("logits"));
    }

    private static void assertClose(JsonNode found, JsonNode expected, double tolerance, String what) {
        assertThat(found.doubleValue()).as(what).isCloseTo(expected.doubleValue(), within(tolerance));
    }

    private static void assertLogits(ModelConfig config, Weights trained, JsonNode texts, JsonNode expected) {
        EncoderConfig shape = config.encoder().orElseThrow();
        try (TorchClassifier classifier =
                TorchClassifier.of(shape, config.labels().size(), trained)) {
            for (int text = 0; text < texts.size(); text++) {
                float[] logits = classifier.logits(ints(texts.get(text)));
                for (int label = 0; label < logits.length; label++) {
                    double wanted = expected.get(text).get(label).doubleValue();
                    assertThat((double) logits[label])
                            .as("logit %d of unseen text %d", label, text)
                            .isCloseTo(wanted, within(LOGIT_TOLERANCE));
                }
            }
        }
    }

    private PretrainedEncoder encoder(ModelConfig config) throws IOException {
        return new PretrainedEncoder(
                "tiny",
                config.encoder().orElseThrow(),
                Safetensors.read(temporary.resolve("model.safetensors")).weights(),
                "{}",
                Optional.of(config.labels()),
                Optional.empty(),
                Optional.empty());
    }

    private static TrainingOptions options(JsonNode golden, JsonNode run) {
        JsonNode options = run.get("options");
        return TrainingOptions.defaults().toBuilder()
                .epochs(golden.get("epochs").intValue())
                .batchSize(golden.get("batchSize").intValue())
                .learningRate(options.get("learning_rate").doubleValue())
                .warmup(options.get("warmup_ratio").doubleValue())
                .weightDecay(options.get("weight_decay").doubleValue())
                .maxGradientNorm(options.get("max_grad_norm").doubleValue())
                .dropout(0)
                .order(ScheduleOptions.Order.SEQUENTIAL)
                .precision(TrainingPrecision.FP32)
                .threads(1)
                .build();
    }

    private static List<EncodedExample> examples(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> EncodedExample.of(
                        ints(row.get("ids")),
                        java.util.Arrays.stream(ints(row.get("labels"))).boxed().toList()))
                .toList();
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    private static List<JsonNode> steps(Path log) throws IOException {
        List<JsonNode> steps = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            steps.add(JSON.readTree(line));
        }
        return steps;
    }

    private static JsonNode golden(String model) throws IOException {
        String resource = "trainer-golden-" + model + ".json";
        try (InputStream content = TransformersTrainerTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(Objects.requireNonNull(content, resource));
        }
    }
}
