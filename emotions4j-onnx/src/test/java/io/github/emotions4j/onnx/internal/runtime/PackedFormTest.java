package io.github.emotions4j.onnx.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFormTest {

    private static final int PADDING = 1;

    private static long[] positions(int paddingId, int begin, int... tokenIds) {
        long[] positions = new long[begin + tokenIds.length];
        new PackedForm(true, Optional.empty(), paddingId).positions(tokenIds, positions, begin);
        return positions;
    }

    @Test
    void bertCountsEachTextFrom0() {
        assertThat(positions(-1, 0, 101, 7, 0, 102)).containsExactly(0, 1, 2, 3);
        assertThat(positions(-1, 2, 101, 7, 102)).containsExactly(0, 0, 0, 1, 2);
    }

    @Test
    void robertaCountsEachTextFromBehindThePaddingId() {
        assertThat(positions(PADDING, 0, 0, 7, 8, 2)).containsExactly(2, 3, 4, 5);
        assertThat(positions(PADDING, 1, 0, 7, 2)).containsExactly(0, 2, 3, 4);
    }

    @Test
    void robertaDoesNotCountPaddingInsideAText() {
        assertThat(positions(PADDING, 0, 0, PADDING, 7, PADDING, PADDING, 2)).containsExactly(2, 1, 3, 1, 1, 4);
    }

    @Test
    void isReadFromTheMetadataOfAPackedGraph(@TempDir Path folder) {
        Path bare = new PackedTestGraph().write(folder.resolve("bare.onnx"));
        Path batches = new PackedTestGraph()
                .metadata("emotions4j.batches", "true")
                .metadata("emotions4j.activation_texts", "some texts")
                .metadata("emotions4j.padding_id", "1")
                .write(folder.resolve("batches.onnx"));

        try (GraphSession session = GraphSession.open(bare, SessionSettings.ONE_THREAD)) {
            assertThat(session.supportsBatches()).isFalse();
            assertThat(session.activationTexts()).isEmpty();
        }
        try (GraphSession session = GraphSession.open(batches, SessionSettings.ONE_THREAD)) {
            assertThat(session.supportsBatches()).isTrue();
            assertThat(session.activationTexts()).hasValue("some texts");
        }
    }

    @Test
    void refusesAPaddingIdThatIsNoNumber(@TempDir Path folder) {
        Path file =
                new PackedTestGraph().metadata("emotions4j.padding_id", "one").write(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> GraphSession.open(file, SessionSettings.ONE_THREAD))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("found 'one' in metadata emotions4j.padding_id, expected a token id in " + file);
    }
}
