package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.ModuleNames;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierParametersTest {

    private static final LabelSet OTHER = LabelSet.of("joy", "anger", "neutral");

    @TempDir
    Path folder;

    private PretrainedEncoder encoder(TinyModel model) throws IOException {
        ModelConfig config = ModelConfig.read(model.copyTo(folder, ModelPart.WEIGHTS));
        Weights weights = Safetensors.read(folder.resolve("model.safetensors")).weights();
        return new PretrainedEncoder(
                "tiny",
                config.encoder().orElseThrow(),
                weights,
                "{}",
                Optional.of(config.labels()),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, WeightTensor> start(PretrainedEncoder encoder, LabelSet labels) {
        List<EncodedExample> examples = List.of(EncodedExample.of(new int[] {2, 3}, List.of(0)));
        return ClassifierParameters.start(
                encoder, new TrainingData(labels, examples, List.of()), TrainingOptions.defaults());
    }

    private static WeightTensor tensor(Map<String, WeightTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static float[] values(Map<String, WeightTensor> tensors, String name) {
        return tensor(tensors, name).toArray();
    }

    private static float[] carried(PretrainedEncoder encoder, String name) {
        return values(encoder.weights().tensors(), name);
    }

    @ParameterizedTest
    @EnumSource(names = {"BERT_UNCASED", "ROBERTA", "DISTILBERT"})
    void goesOnWithAHeadForTheSameLabels(TinyModel model) throws IOException {
        PretrainedEncoder encoder = encoder(model);

        Map<String, WeightTensor> start = start(encoder, encoder.headLabels().orElseThrow());

        assertThat(start).hasSameSizeAs(encoder.weights().tensors());
        start.forEach((name, tensor) -> assertThat(tensor.toArray()).as(name).isEqualTo(carried(encoder, name)));
    }

    @ParameterizedTest
    @EnumSource(names = {"ROBERTA", "DISTILBERT"})
    void startsTheWholeHeadAsTransformersDoes(TinyModel model) throws IOException {
        PretrainedEncoder encoder = encoder(model);
        ModuleNames.Head names = ModuleNames.head(encoder.config().architecture());

        Map<String, WeightTensor> start = start(encoder, OTHER);

        for (String module : names.modules()) {
            assertThat(values(start, module + ".bias")).as(module).containsOnly(0);
            assertThat(deviation(tensor(start, module + ".weight"))).as(module).isCloseTo(0.02, within(0.005));
        }
        assertThat(tensor(start, names.classifier() + ".weight").shape()).containsExactly(3, 16);
    }

    @Test
    void aNewHeadIsNotTheOldOneForTheSameLabels() throws IOException {
        PretrainedEncoder encoder = encoder(TinyModel.ROBERTA);
        LabelSet same = encoder.headLabels().orElseThrow();

        Map<String, WeightTensor> start = start(encoder.withoutHead(), same);

        assertThat(values(start, "classifier.out_proj.bias")).containsOnly(0);
        assertThat(values(start, "roberta.embeddings.LayerNorm.weight"))
                .isEqualTo(carried(encoder, "roberta.embeddings.LayerNorm.weight"));
    }

    @Test
    void bertKeepsThePoolerThatItWasPretrainedWith() throws IOException {
        PretrainedEncoder encoder = encoder(TinyModel.BERT_UNCASED);

        Map<String, WeightTensor> start = start(encoder.withoutHead(), OTHER);

        assertThat(values(start, "bert.pooler.dense.weight")).isEqualTo(carried(encoder, "bert.pooler.dense.weight"));
        assertThat(values(start, "classifier.bias")).containsExactly(0, 0, 0);
    }

    @Test
    void logOddsCountOnlyTextsThatSomebodyLabelled() {
        EncodedExample labelled = EncodedExample.of(new int[] {2}, List.of(0));
        EncodedExample unlabelled = EncodedExample.unlabelled(new int[] {2}, new float[] {1, 1});

        assertThat(ClassifierParameters.logOdds(List.of(labelled, labelled, unlabelled), 2))
                .containsExactly((float) Math.log(2.5 / 0.5), (float) Math.log(0.5 / 2.5));
    }

    private static double deviation(WeightTensor tensor) {
        double squares = 0;
        for (float value : tensor.toArray()) {
            squares += value * value;
        }
        return Math.sqrt(squares / tensor.size());
    }
}
