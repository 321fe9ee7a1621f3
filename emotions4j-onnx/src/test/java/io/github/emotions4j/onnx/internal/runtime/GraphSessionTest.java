package io.github.emotions4j.onnx.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphSessionTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "fear");

    private Path file;

    @BeforeEach
    void chooseAFile(@TempDir Path folder) {
        file = folder.resolve("model.onnx");
    }

    @Test
    void refusesAnotherNumberOfLogitsThanLabels() {
        new TestGraph().weights(1f, 2f, 3f).write(file);

        assertThatThrownBy(() -> GraphSession.open(file, SessionSettings.ONE_THREAD, LABELS))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage(
                        "output 'logits' has shape [batch, 3], expected [batch, 2] for the 2 labels of config.json in "
                                + file);
    }

    @Test
    void refusesAnotherNumberOfLogitsThatOnlyARunShows() {
        new TestGraph().logitPerToken().write(file);

        try (GraphSession session = GraphSession.open(file, SessionSettings.ONE_THREAD, LABELS)) {
            assertThat(session.logits(List.of(new int[] {1, 2}), LABELS).get(0)).containsExactly(1f, 2f);
            assertThatThrownBy(() -> session.logits(List.of(new int[] {1, 2, 3}), LABELS))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("[batch, 3], expected [batch, 2]");
        }
    }
}
