package io.github.emotions4j.export.internal.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {

    private static final OnnxMl.ModelProto MODEL = OnnxMl.ModelProto.newBuilder()
            .setIrVersion(8)
            .setGraph(
                    OnnxMl.GraphProto.newBuilder().addNode(Protos.node("Identity", "node", List.of("large"), "output")))
            .build();

    @Test
    void streamsATensorLongerThanItsBuffer(@TempDir Path folder) throws IOException {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.5f;
        }
        WeightTensor large = WeightTensor.of(values, values.length);
        Path file = folder.resolve("model.onnx");

        OnnxWriter.write(MODEL, List.of(StreamedTensor.of("large", large), StreamedTensor.of("again", large)), file);

        OnnxMl.GraphProto graph = OnnxReader.read(file).getGraph();
        Initializers read = new Initializers(graph, file.toString());
        assertThat(read.floats("large").toArray()).isEqualTo(values);
        assertThat(read.floats("again").toArray()).isEqualTo(values);
        assertThat(graph.getNode(0).getName()).isEqualTo("node");
    }

    @Test
    void refusesMoreThanTwoGigabytesBeforeItWrites(@TempDir Path folder) {
        StreamedTensor huge = new StreamedTensor("huge", List.of(30_000L, 20_000L), () -> {
            throw new AssertionError("the values must not be fetched");
        });

        assertThatThrownBy(() -> OnnxWriter.write(MODEL, List.of(huge), folder.resolve("model.onnx")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("expected at most 2147483647 (the limit of a protobuf file)")
                .hasMessageContaining("model.onnx");
        assertThat(TinyBert.filesIn(folder)).isEmpty();
    }

    @Test
    void leavesNoFileWhenWritingFails(@TempDir Path folder) {
        StreamedTensor failing = new StreamedTensor("failing", List.of(2L), () -> {
            throw new IllegalStateException("no values");
        });

        assertThatThrownBy(() -> OnnxWriter.write(MODEL, List.of(failing), folder.resolve("model.onnx")))
                .hasMessage("no values");
        assertThat(TinyBert.filesIn(folder)).isEmpty();
    }

    @Test
    void leavesNoFileWhenTheTargetCannotBeReplaced(@TempDir Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve("model.onnx"));
        Files.writeString(target.resolve("file"), "a folder that is not empty");

        assertThatThrownBy(() -> OnnxWriter.write(MODEL, List.of(), target)).isInstanceOf(IOException.class);
        assertThat(TinyBert.filesIn(folder)).containsExactly("model.onnx");
    }
}
