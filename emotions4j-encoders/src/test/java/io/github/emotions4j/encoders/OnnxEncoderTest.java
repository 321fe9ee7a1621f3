package io.github.emotions4j.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEncoderTest {

    @TempDir
    Path folder;

    private Weights read(byte[] graph) throws IOException {
        return OnnxEncoder.readWeights(new ByteArrayInputStream(graph), 4, "model.onnx");
    }

    @Test
    void findsTheWeightsOfAGraphThatPyTorchExported() throws IOException {
        Fixtures.tinyBert(folder);
        Weights fromGraph = read(Files.readAllBytes(folder.resolve("model.onnx")));
        Weights original = Safetensors.read(folder.resolve("model.safetensors")).weights();
        assertThat(fromGraph.tensors()).hasSize(5 + 2 * 16);
        fromGraph.tensors().forEach((name, tensor) -> assertThat(tensor.toArray())
                .as(name)
                .containsExactly(original.require(name, tensor.shape()).toArray()));
    }

    @Test
    void tellsTheShapeFromTheTensors() throws IOException {
        Fixtures.tinyBert(folder);
        EncoderConfig found = OnnxEncoder.config(read(Files.readAllBytes(folder.resolve("model.onnx"))), 4);
        EncoderConfig expected = ModelConfig.read(folder).encoder().orElseThrow();
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void refusesATruncatedGraph() throws IOException {
        byte[] graph = Files.readAllBytes(Fixtures.tinyBert(folder).resolve("model.onnx"));
        assertThatThrownBy(() -> read(Arrays.copyOf(graph, graph.length / 2)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("truncated or another format")
                .hasMessageContaining("model.onnx");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no graph inside");
    }
}
