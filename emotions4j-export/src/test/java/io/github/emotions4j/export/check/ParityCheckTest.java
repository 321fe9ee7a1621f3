package io.github.emotions4j.export.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityCheckTest {

    private static final LabelSet LABELS = LabelSet.goEmotions();

    @Test
    void findsTheTorchGraphEqualToTransformers(@TempDir Path folder) {
        Path graph = TinyBert.in(folder).torchGraph();

        assertThat(compare(graph).requireWithin(ParityCheck.FP32_TOLERANCE).maxLogitDifference())
                .isLessThan(1e-5);
    }

    @Test
    void namesTextAndLabelOfAWrongLogit(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        float[] bias = tiny.weights().require("classifier.bias", 28).toArray();
        bias[LABELS.names().indexOf("grief")] += 0.001f;
        Path graph = tiny.exported(tiny.weightsWith("classifier.bias", WeightTensor.of(bias, 28)));

        ParityReport report = compare(graph);

        assertThat(report.maxLogitDifference()).isCloseTo(0.001, within(1e-5));
        assertThat(report.meanLogitDifference()).isCloseTo(0.001 / 28, within(1e-5));
        assertThat(report.maxScoreDifference()).isBetween(0.00001, 0.00026);
        assertThatThrownBy(() -> report.requireWithin(ParityCheck.FP32_TOLERANCE))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("logit of label 'grief'")
                .hasMessageContaining("for text '" + report.worst().text() + "' in " + graph);
    }

    @Test
    void comparesTwoGraphs(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);

        ParityReport report = ParityCheck.compare(
                tiny.quantized(), tiny.exported(), LABELS, List.of("I love it!", ""), TinyBert::ids);

        assertThat(report.textCount()).isEqualTo(2);
        assertThat(report.maxScoreDifference()).isBetween(report.meanScoreDifference(), 0.05);
        assertThat(report.meanScoreDifference()).isGreaterThan(1e-6);
    }

    @Test
    void refusesLogitsThatAreNotFinite(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        float[] bias = new float[28];
        bias[3] = Float.NaN;
        Path graph = tiny.exported(tiny.weightsWith("classifier.bias", WeightTensor.of(bias, 28)));

        assertThatThrownBy(() -> compare(graph))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("logit of label 'annoyance' is NaN")
                .hasMessageContaining("for text '' from " + graph);
    }

    @Test
    void refusesAReferenceWithAnotherLabelCount(@TempDir Path folder) {
        Path graph = TinyBert.in(folder).torchGraph();

        assertThatThrownBy(
                        () -> ParityCheck.compare(graph, ids -> new float[27], LABELS, TinyBert.texts(), TinyBert::ids))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("found 27 logits, expected one for each of 28 labels from the reference");
    }

    @Test
    void refusesToCompareNothing(@TempDir Path folder) {
        Path graph = TinyBert.in(folder).torchGraph();

        assertThatThrownBy(() -> ParityCheck.compare(graph, TinyBert::reference, LABELS, List.of(), TinyBert::ids))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no text");
    }

    private static ParityReport compare(Path graph) {
        return ParityCheck.compare(graph, TinyBert::reference, LABELS, TinyBert.texts(), TinyBert::ids);
    }
}
