package io.github.emotions4j.server.internal.protocol.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.server.internal.protocol.JsonBody;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the texts of an input tensor with data type BYTES and shape [n] or [n, 1]. */
final class TextTensor {

    private TextTensor() {}

    /**
     * Reads the texts.
     *
     * @param input the description of the tensor
     * @param binary the bytes after the JSON of the request; empty if there are none
     */
    static List<String> read(JsonFields input, ByteBuffer binary) {
        String datatype = input.string("datatype")
                .orElseThrow(() -> JsonFields.invalid("'" + input.path("datatype") + "' is missing, expected BYTES"));
        if (!datatype.equals("BYTES")) {
            throw JsonFields.invalid("'" + input.path("datatype") + "' has another value, expected BYTES");
        }
        int count = count(input);
        List<String> texts = texts(input, binary);
        if (texts.size() != count) {
            throw JsonFields.invalid("the data has " + texts.size() + " elements, expected " + count + " as '"
                    + input.path("shape") + "' says");
        }
        return texts;
    }

    private static int count(JsonFields input) {
        JsonNode shape = input.required("shape");
        if (!isOfTexts(shape)) {
            throw JsonFields.invalid("'" + input.path("shape") + "' is not the shape of texts, expected [n] or [n, 1]");
        }
        return shape.get(0).intValue();
    }

    private static boolean isOfTexts(JsonNode shape) {
        if (!shape.isArray() || shape.isEmpty() || shape.size() > 2) {
            return false;
        }
        boolean isOneColumn =
                shape.size() == 1 || (isLength(shape.get(1)) && shape.get(1).intValue() == 1);
        return isLength(shape.get(0)) && isOneColumn;
    }

    private static boolean isLength(JsonNode length) {
        return length.canConvertToInt() && length.canConvertToExactIntegral() && length.intValue() >= 0;
    }

    private static List<String> texts(JsonFields input, ByteBuffer binary) {
        OptionalInt size = input.object("parameters")
                .map(parameters -> size(parameters, "binary_data_size"))
                .orElse(OptionalInt.empty());
        if (size.isEmpty()) {
            List<String> texts = new ArrayList<>();
            addTexts(input.required("data"), input.path("data"), texts);
            return texts;
        }
        if (input.value("data").isPresent()) {
            throw JsonFields.invalid(
                    "'" + input.path("data") + "' and a binary data size are both there, expected one of them");
        }
        if (size.getAsInt() != binary.remaining()) {
            throw JsonFields.invalid("the binary data has " + binary.remaining() + " bytes, expected " + size.getAsInt()
                    + " as binary_data_size says");
        }
        return binaryTexts(binary);
    }

    private static OptionalInt size(JsonFields parameters, String name) {
        if (parameters.value(name).isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode size = parameters.required(name);
        if (!isLength(size)) {
            throw JsonFields.invalid("'" + parameters.path(name) + "' is no size, expected a number of bytes");
        }
        return OptionalInt.of(size.intValue());
    }

    // The protocol allows flat and nested data. The nesting is bounded by the JSON reader.
    private static void addTexts(JsonNode data, String place, List<String> texts) {
        if (!data.isArray()) {
            throw JsonFields.wrongType(place, data, "a list of strings");
        }
        for (int i = 0; i < data.size(); i++) {
            JsonNode entry = data.get(i);
            String entryPlace = place + "[" + i + "]";
            if (entry.isArray()) {
                addTexts(entry, entryPlace, texts);
            } else {
                texts.add(JsonFields.string(entry, entryPlace));
            }
        }
    }

    // Each element is its length in 4 bytes, little-endian, and then its UTF-8 bytes.
    private static List<String> binaryTexts(ByteBuffer binary) {
        ByteBuffer rest = binary.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<String> texts = new ArrayList<>();
        while (rest.hasRemaining()) {
            int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw JsonFields.invalid("element " + texts.size()
                        + " of the binary data ends outside it, expected its length in 4 bytes and its bytes");
            }
            texts.add(JsonBody.utf8(rest.slice(rest.position(), length)));
            rest.position(rest.position() + length);
        }
        return texts;
    }
}
