package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.ModelFormatException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads fields of a JSON object; a missing or wrong one is an error that names field and file. */
record ConfigFields(JsonNode root, String source) {

    ConfigFields {
        if (!root.isObject()) {
            throw new ModelFormatException("found JSON " + root.getNodeType() + ", expected an object in " + source);
        }
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> wrong(field, "a string", null));
    }

    Optional<String> optionalText(String field) {
        JsonNode value = root.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(field, "a string", value);
        }
        return Optional.of(value.textValue());
    }

    int positive(String field) {
        JsonNode value = root.get(field);
        if (value == null || !value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
            throw wrong(field, "an integer of at least 1", value);
        }
        return value.intValue();
    }

    int natural(String field) {
        JsonNode value = root.get(field);
        if (value == null || !value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw wrong(field, "an integer of at least 0", value);
        }
        return value.intValue();
    }

    double number(String field) {
        return optionalNumber(field).orElseThrow(() -> wrong(field, "a number", null));
    }

    Optional<Double> optionalNumber(String field) {
        JsonNode value = root.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw wrong(field, "a number", value);
        }
        return Optional.of(value.doubleValue());
    }

    JsonNode object(String field) {
        JsonNode value = root.get(field);
        if (value == null || !value.isObject()) {
            throw wrong(field, "an object", value);
        }
        return value;
    }

    private ModelFormatException wrong(String field, String expected, @Nullable JsonNode found) {
        String what = found == null || found.isNull() ? "is missing" : "is " + found;
        return new ModelFormatException("field '" + field + "' " + what + ", expected " + expected + " in " + source);
    }
}
