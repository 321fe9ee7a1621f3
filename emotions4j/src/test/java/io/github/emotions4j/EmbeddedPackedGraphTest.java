package io.github.emotions4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.onnx.EmbeddedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded model's packed graph. {@code -Demotions4j.writePackedGraph=FOLDER} writes it anew into the folder of the
 * embedded model's files.
 */
class EmbeddedPackedGraphTest {

    private static final String WRITE = "emotions4j.writePackedGraph";

    @TempDir
    Path folder;

    @Test
    void isWhatTheLibraryMakesOfTheInt8Graph() throws IOException {
        copy(ModelFiles.CONFIG);
        copy(ModelFiles.QUANTIZED_GRAPH);
        Path packed = folder.resolve(ModelFiles.PACKED_QUANTIZED_GRAPH);
        PackedGraph.writeInt8Beside(ModelConfig.read(folder), folder.resolve(ModelFiles.QUANTIZED_GRAPH), packed);
        String target = System.getProperty(WRITE);
        if (target != null) {
            Files.copy(packed, Path.of(target, ModelFiles.PACKED_QUANTIZED_GRAPH));
        }

        assertThat(packed).hasBinaryContent(content(ModelFiles.PACKED_QUANTIZED_GRAPH));
    }

    private void copy(String file) throws IOException {
        Files.write(folder.resolve(file), content(file));
    }

    private static byte[] content(String file) throws IOException {
        String resource = "/io/github/emotions4j/model/" + file;
        try (InputStream content = EmbeddedModel.class.getResourceAsStream(resource)) {
            assertThat(content).as(resource).isNotNull();
            return content.readAllBytes();
        }
    }
}
