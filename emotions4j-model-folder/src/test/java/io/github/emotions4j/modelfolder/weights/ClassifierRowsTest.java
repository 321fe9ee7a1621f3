package io.github.emotions4j.modelfolder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.ModelPart;
import io.github.emotions4j.fixtures.TinyModel;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierRowsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"BERT_UNCASED,classifier", "ROBERTA,classifier.out_proj", "DISTILBERT,classifier"})
    void scalesRowsAndMovesBiasesOfTheLastLayerAlone(TinyModel model, String layer) throws IOException {
        ModelConfig config = ModelConfig.read(model.copyTo(folder, ModelPart.WEIGHTS));
        Weights weights = FolderWeights.classifier(folder, config).weights();
        int labelCount = config.labels().size();
        double[] scales = ones(labelCount);
        double[] offsets = new double[labelCount];
        scales[2] = 0.1;
        offsets[3] = -0.3;

        Weights scaled = ClassifierRows.scaled(weights, config.encoder().orElseThrow(), scales, offsets);

        assertThat(scaled.tensors().keySet())
                .containsExactlyElementsOf(weights.tensors().keySet());
        Map<String, float[]> expected = values(weights);
        float[] rows = Objects.requireNonNull(expected.get(layer + ".weight"));
        float[] biases = Objects.requireNonNull(expected.get(layer + ".bias"));
        int width = rows.length / labelCount;
        for (int i = 2 * width; i < 3 * width; i++) {
            rows[i] = (float) (rows[i] * 0.1);
        }
        biases[2] = (float) (biases[2] * 0.1);
        biases[3] = (float) (biases[3] - 0.3);
        assertThat(values(scaled)).usingRecursiveComparison().isEqualTo(expected);
        assertThat(scaled.require(layer + ".weight", labelCount, width).isReadable())
                .isTrue();
    }

    @Test
    void refusesLinesThatDoNotFit() throws IOException {
        ModelConfig config = ModelConfig.read(TinyModel.BERT_UNCASED.copyTo(folder, ModelPart.WEIGHTS));
        Weights weights = FolderWeights.classifier(folder, config).weights();
        EncoderConfig encoder = config.encoder().orElseThrow();

        assertThatThrownBy(() -> ClassifierRows.scaled(weights, encoder, ones(28), new double[27]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("27 offsets, expected one for each of 28 scales");
        assertThatThrownBy(() -> ClassifierRows.scaled(weights, encoder, ones(27), new double[27]))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("classifier.weight");
        double[] huge = ones(28);
        huge[0] = 1e300;
        assertThatThrownBy(() -> ClassifierRows.scaled(weights, encoder, huge, new double[28]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one that fits fp32");
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Map<String, float[]> values(Weights weights) {
        Map<String, float[]> values = new TreeMap<>();
        weights.tensors().forEach((name, tensor) -> values.put(name, tensor.toArray()));
        return values;
    }
}
