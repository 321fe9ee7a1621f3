package io.github.emotions4j.export.internal.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.export.TinyBert;
import io.github.emotions4j.export.graph.GraphWeights;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.fixtures.SaturationCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxReaderTest {

    @Test
    void refusesAMissingFileAndAFolder(@TempDir Path folder) {
        for (Path wrong : new Path[] {folder, folder.resolve("none.onnx")}) {
            assertThatThrownBy(() -> OnnxReader.read(wrong))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("no graph at " + wrong + ", expected an ONNX file");
        }
    }

    @Test
    void refusesAnEmptyFile(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.onnx"));

        assertThatThrownBy(() -> OnnxReader.read(empty))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("no graph with nodes inside, expected an ONNX model in " + empty);
    }

    @Test
    void refusesAnotherFormat(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "version https://example.org/spec\nsize 5\n");

        assertThatThrownBy(() -> OnnxReader.read(text))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("no valid ONNX model (truncated or another format) in " + text);
    }

    @Test
    void refusesATruncatedFileAtEveryLength(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(TinyBert.in(folder).exported());
        Path cut = folder.resolve("cut.onnx");

        for (int length = 0; length < whole.length; length += 499) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxReader.read(cut))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(cut.toString());
        }
    }

    @Test
    void refusesTensorsInOtherFiles(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        Path graph = tiny.changed(tiny.exported(), content -> {
            OnnxMl.GraphProto.Builder changed = content.toBuilder();
            changed.getInitializerBuilder(0).setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL);
            return changed.build();
        });

        assertThatThrownBy(() -> OnnxReader.read(graph))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("lies in another file, expected all tensors inside the graph in " + graph);
    }

    @Test
    void damagedFilesNeverFailInAnotherWay(@TempDir Path folder) throws IOException {
        TinyBert tiny = TinyBert.in(folder);
        byte[] whole = Files.readAllBytes(tiny.exported());
        byte[] int8 = Files.readAllBytes(tiny.quantized());
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            refused += isRefused(damaged(whole, random, folder), folder, tiny) ? 1 : 0;
            refused += isRefused(damaged(int8, random, folder), folder, tiny) ? 1 : 0;
        }
        // Most damage hits the values of a tensor, which no reader can see.
        assertThat(refused).isBetween(200, 600);
    }

    private static boolean isRefused(Path file, Path folder, TinyBert tiny) throws IOException {
        try {
            GraphWeights.read(file, tiny.config());
            SaturationCheck.requireSafe(file);
            Int8Quantizer.quantize(file, folder.resolve("target.onnx"));
            return false;
        } catch (ModelFormatException expected) {
            return true;
        }
    }

    private static Path damaged(byte[] whole, Random random, Path folder) throws IOException {
        byte[] damaged = whole.clone();
        for (int flip = 0; flip < 3; flip++) {
            // Nodes, names and shapes come first in the file; the values of the tensors are the rest.
            damaged[random.nextInt(20_000)] ^= (byte) (1 << random.nextInt(8));
        }
        return Files.write(folder.resolve("damaged.onnx"), damaged);
    }
}
