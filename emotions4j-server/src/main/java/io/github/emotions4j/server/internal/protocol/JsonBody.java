package io.github.emotions4j.server.internal.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the body of a request as JSON. Its messages contain nothing of the body, which is users' data. */
public final class JsonBody {

    private static final int DEPTH_LIMIT = 64;
    private static final ObjectReader READER = reader();

    private JsonBody() {}

    /**
     * Reads one JSON value.
     *
     * @param body the value in UTF-8
     * @return the value
     * @throws RequestException {@link ErrorKind#MALFORMED} if the bytes are not UTF-8 or not JSON, or nested too
     *     deeply
     */
    public static JsonNode read(ByteBuffer body) {
        if (!body.hasRemaining()) {
            throw new RequestException(ErrorKind.MALFORMED, "the body is empty, expected JSON");
        }
        try {
            return READER.readTree(utf8(body));
        } catch (JsonProcessingException e) {
            // without the cause: its message quotes the body
            throw new RequestException(ErrorKind.MALFORMED, "the body is not valid JSON" + place(e));
        }
    }

    /**
     * Decodes UTF-8 strictly.
     *
     * @param bytes text of a client
     * @return the text
     * @throws RequestException {@link ErrorKind#MALFORMED} if the bytes are not UTF-8
     */
    public static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new RequestException(ErrorKind.MALFORMED, "the body has malformed UTF-8, expected UTF-8", e);
        }
    }

    /**
     * What a value is, for error messages.
     *
     * @param value any value
     * @return such as {@code number}
     */
    public static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "list";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static ObjectReader reader() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_LIMIT)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        return new JsonMapper(factory).reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
