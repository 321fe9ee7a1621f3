package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A JSON object in a tokenizer's folder. Errors name the field and the file.
 *
 * @param root the object
 * @param source the name of the file in errors
 */
record SettingsFile(JsonNode root, String source) {

    private static final ObjectMapper JSON = new ObjectMapper();

    SettingsFile {
        if (!root.isObject()) {
            throw new ModelFormatException("found JSON " + root.getNodeType() + ", expected an object in " + source);
        }
    }

    static ObjectNode newObject() {
        return JSON.createObjectNode();
    }

    static SettingsFile read(Path file) throws IOException {
        try {
            return new SettingsFile(JSON.readTree(text(file)), file.toString());
        } catch (JsonProcessingException notJson) {
            throw new ModelFormatException("no valid JSON in " + file + ": " + notJson.getOriginalMessage(), notJson);
        }
    }

    /** The object in the file, or an empty object if the file does not exist. */
    static SettingsFile readOrEmpty(Path file) throws IOException {
        return Files.isRegularFile(file) ? read(file) : new SettingsFile(newObject(), file.toString());
    }

    /** The text of a file, which must be valid UTF-8. */
    static String text(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new ModelFormatException("malformed UTF-8 in " + file, malformed);
        }
    }

    boolean has(String field) {
        return root.has(field);
    }

    boolean flag(String field, boolean defaultValue) {
        return optionalFlag(field).orElse(defaultValue);
    }

    Optional<Boolean> optionalFlag(String field) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw wrong(field, "true or false");
        }
        return Optional.of(value.booleanValue());
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> wrong(field, "a string"));
    }

    Optional<String> optionalText(String field) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(field, "a string");
        }
        return Optional.of(value.textValue());
    }

    /** A field whose value is an object. */
    SettingsFile object(String field) {
        if (!root.path(field).isObject()) {
            throw wrong(field, "an object");
        }
        return new SettingsFile(root.path(field), source);
    }

    ModelFormatException wrong(String field, String expected) {
        JsonNode value = root.path(field);
        String found = value.isMissingNode() ? "is missing" : "is " + value;
        return new ModelFormatException("field '" + field + "' " + found + ", expected " + expected + " in " + source);
    }
}
