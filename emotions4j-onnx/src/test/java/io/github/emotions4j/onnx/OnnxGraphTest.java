package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.onnx.internal.runtime.TestGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxGraphTest {

    private Path folder;
    private Path file;

    @BeforeEach
    void chooseAFile(@TempDir Path temporary) {
        folder = temporary;
        file = folder.resolve("model.onnx");
    }

    @Test
    void runsAGraphWithAndWithoutTokenTypes() {
        try (OnnxGraph without = OnnxGraph.load(new TestGraph().write(file))) {
            assertThat(without.logits(new int[] {1, 2, 6})).containsExactly(3f, -3f);
        }
        new TestGraph().input("token_type_ids", TestGraph.INT64, -1, -1).write(file);
        try (OnnxGraph with = OnnxGraph.load(file)) {
            assertThat(with.logits(new int[] {1, 2, 6})).containsExactly(3f, -3f);
        }
    }

    @Test
    void runsAGraphForABatchOfOne() {
        new TestGraph().input("input_ids", TestGraph.INT64, 1, -1).write(file);
        try (OnnxGraph graph = OnnxGraph.load(file)) {
            assertThat(graph.logits(new int[] {4})).containsExactly(4f, -4f);
        }
    }

    @Test
    void returnsLogitsAsTheyAre() {
        try (OnnxGraph graph =
                OnnxGraph.load(new TestGraph().weights(Float.NaN, 1f).write(file))) {
            assertThat(graph.logits(new int[] {1})).containsExactly(Float.NaN, 1f);
        }
    }

    @Test
    void namesAnInputThatItCannotFill() {
        refuses(new TestGraph().input("pixel_values", TestGraph.INT64, -1, -1))
                .hasMessage("graph has inputs [attention_mask, input_ids, pixel_values], expected input_ids,"
                        + " attention_mask and, if any more, token_type_ids in " + file);
    }

    @Test
    void namesTheInputsOfAGraphThatLacksOne() {
        refuses(new TestGraph().without("attention_mask"))
                .hasMessageContaining("graph has inputs [input_ids], expected input_ids, attention_mask");
    }

    @Test
    void needsNoMaskWhereItTakesASingleText() {
        new TestGraph()
                .without("attention_mask")
                .input("input_ids", TestGraph.INT64, 1, -1)
                .write(file);

        try (OnnxGraph graph = OnnxGraph.load(file)) {
            assertThat(graph.logits(new int[] {2, 4})).containsExactly(3f, -3f);
        }
    }

    @Test
    void refusesInputsOfAnotherType() {
        refuses(new TestGraph().input("attention_mask", TestGraph.INT32, -1, -1))
                .hasMessage("input 'attention_mask' is int32 of shape [dynamic, dynamic], expected int64 of shape"
                        + " [batch, length], both dynamic, in " + file);
    }

    @Test
    void refusesInputsOfAFixedLength() {
        refuses(new TestGraph().input("input_ids", TestGraph.INT64, 1, 128))
                .hasMessageContaining("input 'input_ids' is int64 of shape [1, 128], expected int64");
    }

    @Test
    void refusesAGraphWithoutLogits() {
        refuses(new TestGraph().outputName("last_hidden_state"))
                .hasMessage("graph has outputs [last_hidden_state], expected an output 'logits' in " + file);
    }

    @Test
    void refusesLogitsOfAnotherShape() {
        refuses(new TestGraph().flatOutput())
                .hasMessage(
                        "output 'logits' is float of shape [2], expected float of shape [batch, labels] in " + file);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> OnnxGraph.load(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("no graph at " + file + ", expected an ONNX file");
    }

    @Test
    void refusesATruncatedFileInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(Fixtures.tinyBert(folder).resolve("model.onnx"));
        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxGraph.load(file))
                    .as("first %d bytes", length)
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith("no valid ONNX graph in " + file + ": ")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void refusesATextWithoutTokens() {
        try (OnnxGraph graph = OnnxGraph.load(new TestGraph().write(file))) {
            assertThatThrownBy(() -> graph.logits(new int[0]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("found no token, expected at least one");
        }
    }

    @Test
    void saysWhichGraphFailsOnTokensOutsideItsTables() {
        Path tiny = Fixtures.tinyBert(folder).resolve("model.onnx");
        try (OnnxGraph graph = OnnxGraph.load(tiny)) {
            assertThatThrownBy(() -> graph.logits(new int[] {1_000_000}))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("a text of 1 tokens failed: ")
                    .hasMessageEndingWith(" in " + tiny);
            assertThatThrownBy(() -> graph.logits(new int[65]))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("a text of 65 tokens failed: ");
            assertThat(graph.logits(new int[] {1})).hasSize(28);
        }
    }

    @Test
    void refusesTextsAfterCloseAndClosesTwice() {
        OnnxGraph graph = OnnxGraph.load(new TestGraph().write(file));
        graph.close();
        graph.close();

        assertThatThrownBy(() -> graph.logits(new int[] {1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the graph is closed: " + file);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(TestGraph graph) {
        graph.write(file);
        return assertThatThrownBy(() -> OnnxGraph.load(file)).isInstanceOf(ModelFormatException.class);
    }
}
