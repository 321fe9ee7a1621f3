package io.github.emotions4j.modelfolder.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.fixtures.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertRefused(file("{\"__metadata__\":null}", 0), "'__metadata__' is null, expected an object");
        assertRefused(file("{\"__metadata__\":[]}", 0), "'__metadata__' is [], expected an object");
        assertRefused(file("", 0), "expected an object");
        assertRefused(file("{}{}", 0), "no valid JSON");
        String within = "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}";
        assertRefused(file(within, 4), "Duplicate field");
    }

    private static String tensor(String shape, String offsets) {
        return "{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }

    private Path one(String shape, String offsets, int dataBytes) throws IOException {
        return file("{\"a\":" + tensor(shape, offsets) + "}", dataBytes);
    }

    @Test
    void refusesTensorsThatDoNotFit() throws IOException {
        assertRefused(one("[2]", "[0,4]", 4), "hold 4 bytes, expected 8 of shape [2] in F32 for tensor 'a'");
        assertRefused(one("[4611686018427387904,4]", "[0,4]", 4), "overflows");
        assertRefused(one("[-1]", "[0,4]", 4), "holds -1");
        assertRefused(one("[1]", "[0]", 4), "expected two numbers");
        assertRefused(one("[1]", "[4,8]", 8), "begins at byte 4, expected 0");
        assertRefused(one("[1]", "[0,4]", 5), "expected no byte missing or left");
        assertRefused(one("[1]", "[0,4]", 3), "expected no byte missing or left");
        assertRefused(one("[1]", "[4,0]", 4), "hold -4 bytes, expected 4");
        assertRefused(one("[1]", "[0.0,4]", 4), "holds 0.0, expected an integer");
        assertRefused(one("[1]", "[0,99999999999999999999]", 4), "holds 99999999999999999999");
        assertRefused(one("1", "[0,4]", 4), "'shape' is missing or no array");
        assertRefused(one("[1]", "\"0,4\"", 4), "'data_offsets' is missing or no array");
        assertRefused(one("[]", "[0,0]", 0), "hold 0 bytes, expected 4 of shape []");
        assertRefused(one("[4611686018427387904,4611686018427387904]", "[0,0]", 0), "overflows");
    }

    @Test
    void refusesTypesThatTheFormatDoesNotKnow() throws IOException {
        assertRefused(typed("F31", 4, 4), "dtype is \"F31\", expected one of [BOOL, ");
        assertRefused(typed("f32", 4, 4), "dtype is \"f32\"");
        assertRefused(file("{\"a\":{\"dtype\":32,\"shape\":[],\"data_offsets\":[0,4]}}", 4), "dtype is 32");
        assertRefused(file("{\"a\":{}}", 0), "dtype is missing");
        assertRefused(file("{\"a\":7}", 0), "dtype is missing");
    }

    private Path typed(String type, int elements, int bytes) throws IOException {
        return file(
                "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[" + elements + "],\"data_offsets\":[0," + bytes + "]}}",
                bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL,8",
        "U8,8",
        "I8,8",
        "F8_E5M2,8",
        "F8_E4M3,8",
        "F8_E8M0,8",
        "F8_E4M3FNUZ,8",
        "F8_E5M2FNUZ,8",
        "I16,16",
        "U16,16",
        "F16,16",
        "BF16,16",
        "I32,32",
        "U32,32",
        "F32,32",
        "C64,64",
        "F64,64",
        "I64,64",
        "U64,64",
        "F4,4",
        "F6_E2M3,6",
        "F6_E3M2,6"
    })
    void knowsTheWidthOfEveryTypeOfTheFormat(String type, int bits) throws IOException {
        Weights weights = Safetensors.read(typed(type, 4, bits / 2)).weights();
        WeightTensor tensor = NamedTensor.of(weights, "a");
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(tensor.size()).isEqualTo(4);
        assertRefused(typed(type, 4, bits / 2 + 1), "expected " + bits / 2 + " of shape [4] in " + type);
    }

    @Test
    void refusesATensorThatEndsInsideAByte() throws IOException {
        assertRefused(typed("F4", 3, 2), "shape [3] of F4 has 12 bits, expected whole bytes");
    }

    @Test
    void refusesValuesOfATypeThatWeightsDoNotHave() throws IOException {
        Weights weights = Safetensors.read(typed("I64", 1, 8)).weights();
        assertThat(NamedTensor.of(weights, "a").isReadable()).isFalse();
        assertThatThrownBy(() -> weights.require("a", 1))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor 'a' has dtype I64, expected F32, F16 or BF16 in ")
                .hasMessageContaining("a.safetensors");
        assertThatThrownBy(() -> NamedTensor.of(weights, "a").values())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds I64");
    }

    @Test
    void takesWhatTheFormatAllows() throws IOException {
        String header = "  {\"__metadata__\":{},\"empty\":" + tensor("[0,7]", "[0,0]") + ",\"scalar\":"
                + tensor("[]", "[0,4]") + ",\"\":" + tensor("[1]", "[4,8]") + "}  ";
        Weights weights = Safetensors.read(file(header, 8)).weights();
        assertThat(weights.tensors()).containsOnlyKeys("empty", "scalar", "");
        assertThat(weights.require("scalar").toArray()).containsExactly(0);
    }

    /** Whatever is wrong with a file must come as one kind of error. */
    @Test
    void refusesOrReadsEveryFileWithAChangedByte() throws IOException {
        byte[] whole = Files.readAllBytes(file(
                "{\"__metadata__\":{\"k\":\"v\"},\"a\":" + tensor("[2]", "[0,8]") + ",\"b\":" + tensor("[]", "[8,12]")
                        + "}",
                12));
        int refused = 0;
        for (int position = 0; position < whole.length - 12; position++) {
            for (int change : new int[] {1, 2, 4, 0x10, 0x20, 0x80}) {
                byte[] changed = whole.clone();
                changed[position] ^= (byte) change;
                refused += isRefused(Files.write(folder.resolve("b.safetensors"), changed)) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan((whole.length - 12) * 3);
    }

    private static boolean isRefused(Path file) throws IOException {
        try {
            Safetensors.read(file);
            return false;
        } catch (ModelFormatException refused) {
            assertThat(refused).hasMessageContaining(file.toString());
            return true;
        }
    }

    @Test
    void mapsAFileOfMoreThanTwoGigabytes() throws IOException {
        long large = 1_200_000_000;
        String header = "{\"a\":{\"dtype\":\"F16\",\"shape\":[600000000],\"data_offsets\":[0," + large + "]},"
                + "\"b\":{\"dtype\":\"F16\",\"shape\":[600000000],\"data_offsets\":[" + large + "," + 2 * large + "]},"
                + "\"c\":" + tensor("[2]", "[" + 2 * large + "," + (2 * large + 8) + "]") + "}";
        Path file = sparse(header, 2 * large + 8);

        Weights weights = Safetensors.read(file).weights();

        assertThat(NamedTensor.of(weights, "b").size()).isEqualTo(600_000_000);
        assertThat(weights.require("c", 2).toArray()).containsExactly(0, 1.5f);
    }

    @Test
    void refusesATensorOfMoreThanTwoGigabytes() throws IOException {
        Path file = sparse("{\"a\":" + tensor("[600000000]", "[0,2400000000]") + "}", 2_400_000_000L);
        assertRefused(file, "tensor 'a' has 2400000000 bytes, expected below 2^31");
    }

    /** A file that takes no room on the disk, its last value 1.5. */
    private Path sparse(String header, long dataBytes) throws IOException {
        Path file = folder.resolve("large.safetensors");
        ByteBuffer head = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(header.length())
                .put(header.getBytes(StandardCharsets.UTF_8))
                .flip();
        ByteBuffer last = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .flip();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.WRITE)) {
            channel.write(head);
            channel.write(last, 8 + header.length() + dataBytes - 4);
        }
        return file;
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
