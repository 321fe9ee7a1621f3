package io.github.emotions4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

    @TempDir
    Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        return file(header.getBytes(StandardCharsets.UTF_8), header.length(), dataBytes);
    }

    private Path file(byte[] header, long headerLength, int dataBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .array());
        bytes.write(header);
        bytes.write(new byte[dataBytes]);
        return Files.write(folder.resolve("a.safetensors"), bytes.toByteArray());
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        tensors.put("b", WeightTensor.of(new float[] {1, -2, Float.NaN, 4, 5, 6}, 2, 3));
        tensors.put("a", WeightTensor.of(new float[] {7}));
        tensors.put("empty", WeightTensor.of(new float[0], 0, 3));
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, new Weights(tensors, "test"));
        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(read.weights().tensors()).containsOnlyKeys("b", "a", "empty");
        assertThat(read.weights().require("b", 2, 3).toArray()).containsExactly(1, -2, Float.NaN, 4, 5, 6);
        assertThat(read.weights().require("a").toArray()).containsExactly(7);
        assertThat(read.weights().require("empty", 0, 3).size()).isZero();
    }

    @Test
    void readsAFileThatTransformersWrote() throws IOException {
        Path model = Fixtures.tinyBert(folder).resolve("model.safetensors");
        Weights weights = Safetensors.read(model).weights();
        assertThat(weights.tensors()).containsKeys("bert.pooler.dense.weight", "classifier.bias");
        assertThat(weights.require("classifier.weight", 28, 32).size()).isEqualTo(28 * 32);
    }

    @Test
    void refusesAFileThatIsMissingOrTooShort() throws IOException {
        assertRefused(folder.resolve("absent.safetensors"), "no weights file");
        assertRefused(Files.write(folder.resolve("short.safetensors"), new byte[7]), "7 bytes");
    }

    @Test
    void refusesWrongHeaderLengths() throws IOException {
        assertRefused(file("{}".getBytes(StandardCharsets.UTF_8), 100_000_001, 0), "expected at most 100000000");
        assertRefused(file("{}".getBytes(StandardCharsets.UTF_8), -1, 0), "header length is -1");
        assertRefused(file("{}".getBytes(StandardCharsets.UTF_8), 3, 0), "truncated");
    }

    @Test
    void refusesBrokenHeaders() throws IOException {
        assertRefused(file("{", 0), "no valid JSON");
        assertRefused(file("{} x", 0), "no valid JSON");
        assertRefused(file("[]", 0), "expected an object");
        assertRefused(file(new byte[] {'"', (byte) 0xFF, '"'}, 3, 0), "no valid UTF-8");
        String twice = "{\"a\":" + tensor("[1]", "[0,4]") + ",\"a\":" + tensor("[1]", "[4,8]") + "}";
        assertRefused(file(twice, 8), "Duplicate field");
        assertRefused(file("{\"__metadata__\":{\"a\":1}}", 0), "metadata 'a' is 1");
    }

    private static String tensor(String shape, String offsets) {
        return "{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }

    private Path one(String shape, String offsets, int dataBytes) throws IOException {
        return file("{\"a\":" + tensor(shape, offsets) + "}", dataBytes);
    }

    @Test
    void refusesTensorsThatDoNotFit() throws IOException {
        assertRefused(one("[2]", "[0,4]", 4), "hold 4 bytes, expected 8 of shape [2] for tensor 'a'");
        assertRefused(one("[4611686018427387904,4]", "[0,4]", 4), "overflows");
        assertRefused(one("[-1]", "[0,4]", 4), "holds -1");
        assertRefused(one("[1]", "[0]", 4), "expected two numbers");
        assertRefused(one("[1]", "[4,8]", 8), "begins at byte 4, expected 0");
        assertRefused(one("[1]", "[0,4]", 5), "expected no byte missing or left");
        assertRefused(one("[1]", "[0,4]", 3), "expected no byte missing or left");
        assertRefused(file("{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8), "\"F32\"");
        assertRefused(file("{\"a\":{}}", 0), "dtype is");
    }

    @Test
    void refusesOverlapsAndHoles() throws IOException {
        String overlap = "{\"a\":" + tensor("[2]", "[0,8]") + ",\"b\":" + tensor("[1]", "[4,8]") + "}";
        assertRefused(file(overlap, 8), "tensor 'b' begins at byte 4, expected 8");
        String hole = "{\"a\":" + tensor("[1]", "[0,4]") + ",\"b\":" + tensor("[1]", "[8,12]") + "}";
        assertRefused(file(hole, 12), "tensor 'b' begins at byte 8, expected 4");
    }

    @Test
    void namesAMissingOrMisshapedTensor() throws IOException {
        Weights weights = Safetensors.read(one("[1]", "[0,4]", 4)).weights();
        assertThatThrownBy(() -> weights.require("b", 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor 'b' is missing, expected shape [1]");
        assertThatThrownBy(() -> weights.require("a", 2))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor 'a' has shape [1], expected [2]");
    }
}
