package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.fixtures.GoldenText;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchClassifierTest {

    @TempDir
    Path folder;

    private TorchClassifier tinyBert() throws IOException {
        Fixtures.tinyBert(folder);
        ModelConfig config = ModelConfig.read(folder);
        return TorchClassifier.of(
                config.encoder().orElseThrow(),
                config.labels().size(),
                Safetensors.read(folder.resolve("model.safetensors")).weights());
    }

    @Test
    void logitsEqualTransformers() throws IOException {
        try (TorchClassifier classifier = tinyBert()) {
            for (GoldenText golden : Fixtures.tinyBertGolden()) {
                int[] tokenIds = Arrays.stream(golden.inputIds())
                        .mapToInt(Math::toIntExact)
                        .toArray();
                float[] logits = classifier.logits(tokenIds);
                for (int label = 0; label < logits.length; label++) {
                    // fp32 sums in another order: two correct implementations differ by some 1e-6
                    assertThat(logits[label])
                            .as("%s, label %d", golden, label)
                            .isCloseTo(golden.logits()[label], Offset.offset(1e-5f));
                }
            }
        }
    }

    @Test
    void refusesToRunAfterClose() throws IOException {
        TorchClassifier classifier = tinyBert();
        classifier.close();
        classifier.close();
        assertThatThrownBy(() -> classifier.logits(new int[] {2, 3}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void namesTheInstructionSet() {
        assertThat(TorchClassifier.instructionSet()).isNotBlank();
    }
}
