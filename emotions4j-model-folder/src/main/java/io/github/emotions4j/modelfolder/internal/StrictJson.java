package io.github.emotions4j.modelfolder.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.core.ModelFormatException;

/**
 * Parses JSON that several tensors depend on: a repeated key or trailing text is an error.
 *
 * <p>Stateless and thread-safe.
 */
public final class StrictJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StrictJson() {}

    /**
     * Parses a text.
     *
     * @param json the text
     * @param what what the text is, for the error, such as {@code header}
     * @param source where it came from, for the error
     * @return the root, a missing node for the empty text
     * @throws ModelFormatException if it is no JSON, has a repeated key or more than one value
     */
    public static JsonNode parse(String json, String what, String source) {
        try {
            return JSON.reader()
                    .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new ModelFormatException(
                    what + " is no valid JSON in " + source + ": " + notJson.getOriginalMessage(), notJson);
        }
    }
}
