package io.github.emotions4j.export.internal.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.emotions4j.export.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTensorsTest {

    private static final int LARGE = 1 << 12;

    @TempDir
    Path folder;

    private static OnnxMl.TensorProto tensor(String name, DataType type, int bytes) {
        byte[] values = new byte[bytes];
        new Random(name.hashCode()).nextBytes(values);
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addDims(bytes)
                .setRawData(ByteString.copyFrom(values))
                .build();
    }

    private static OnnxMl.ModelProto model(OnnxMl.TensorProto... tensors) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setGraph(OnnxMl.GraphProto.newBuilder().setName("graph").addAllInitializer(List.of(tensors)))
                .build();
    }

    private static OnnxMl.ModelProto tensors() {
        return model(
                tensor("first", DataType.INT8, LARGE),
                tensor("small", DataType.INT8, LARGE - 1),
                tensor("floats", DataType.FLOAT, 2 * LARGE),
                tensor("second", DataType.INT8, 5 * LARGE + 3));
    }

    private static void assertPlacesAreRight(Path file, OnnxMl.ModelProto model) throws IOException {
        Map<String, OnnxMl.TensorProto> found =
                StoredTensors.read(file).referredToBy(model).getGraph().getInitializerList().stream()
                        .collect(Collectors.toMap(OnnxMl.TensorProto::getName, tensor -> tensor));
        byte[] content = Files.readAllBytes(file);
        for (OnnxMl.TensorProto tensor : model.getGraph().getInitializerList()) {
            OnnxMl.TensorProto reference = Objects.requireNonNull(found.get(tensor.getName()));
            boolean referred = reference.getDataLocation() == DataLocation.EXTERNAL;
            boolean int8 = tensor.getDataType() == DataType.INT8.getNumber();
            assertThat(referred)
                    .as(tensor.getName())
                    .isEqualTo(int8 && tensor.getRawData().size() >= LARGE);
            byte[] values = referred
                    ? referredTo(reference, file, content)
                    : reference.getRawData().toByteArray();
            assertThat(values)
                    .as(tensor.getName())
                    .isEqualTo(tensor.getRawData().toByteArray());
            assertThat(reference.getDimsList()).isEqualTo(tensor.getDimsList());
        }
    }

    private static byte[] referredTo(OnnxMl.TensorProto reference, Path file, byte[] content) {
        Map<String, String> place = reference.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        OnnxMl.StringStringEntryProto::getKey, OnnxMl.StringStringEntryProto::getValue));
        assertThat(reference.hasRawData()).isFalse();
        assertThat(place).containsEntry("location", file.getFileName().toString());
        int offset = number(place, "offset");
        return Arrays.copyOfRange(content, offset, offset + number(place, "length"));
    }

    private static int number(Map<String, String> place, String key) {
        return Integer.parseInt(Objects.requireNonNull(place.get(key)));
    }

    @Test
    void findsTheValuesInAFileOfProtobuf() throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), tensors().toByteArray());

        assertPlacesAreRight(file, tensors());
    }

    @Test
    void findsTheValuesInAFileOfThisLibrary() throws IOException {
        Path quantized = TinyBert.in(folder).quantized();
        OnnxMl.ModelProto model = OnnxReader.read(quantized);
        Path streamed = folder.resolve("streamed.onnx");
        OnnxWriter.write(tensors(), List.of(), streamed);

        assertPlacesAreRight(quantized, model);
        assertPlacesAreRight(streamed, tensors());
    }

    @Test
    void findsValuesThatComeBeforeTheNameOfTheirTensor() throws IOException {
        OnnxMl.TensorProto tensor = tensor("first", DataType.INT8, LARGE);
        OnnxMl.TensorProto values =
                OnnxMl.TensorProto.newBuilder().setRawData(tensor.getRawData()).build();
        OnnxMl.TensorProto rest = tensor.toBuilder().clearRawData().build();
        // Fields of a message may come in any order, and the bytes of two messages are their merged message.
        ByteString initializer = values.toByteString().concat(rest.toByteString());
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder()
                .setUnknownFields(field(OnnxMl.GraphProto.INITIALIZER_FIELD_NUMBER, initializer))
                .build();
        Path file = folder.resolve("model.onnx");
        Files.write(file, OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray());

        assertPlacesAreRight(file, model(tensor));
    }

    private static UnknownFieldSet field(int number, ByteString value) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(value)
                                .build())
                .build();
    }

    @Test
    void keepsTheValuesOfATensorThatTheFileDoesNotHave() throws IOException {
        Path file = Files.write(
                folder.resolve("model.onnx"),
                model(tensor("other", DataType.INT8, LARGE)).toByteArray());
        OnnxMl.ModelProto model = tensors();

        assertThat(StoredTensors.read(file).referredToBy(model)).isEqualTo(model);
    }
}
