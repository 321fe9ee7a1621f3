package io.github.emotions4j.server.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The fields of a JSON object with their expected types. A field that is null counts as absent.
 *
 * <p>Wrong types and values out of range are {@link ErrorKind#INVALID}; the message names the field and its type, not
 * its value.
 */
public final class JsonFields {

    private final JsonNode object;
    private final String place;

    private JsonFields(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    /** The fields of the body of a request. */
    public static JsonFields of(Request request) {
        return of(JsonBody.read(ByteBuffer.wrap(request.body())));
    }

    /** The fields of a whole body. */
    public static JsonFields of(JsonNode body) {
        if (!body.isObject()) {
            throw invalid("the body is a " + JsonBody.typeOf(body) + ", expected an object");
        }
        return new JsonFields(body, "");
    }

    /** The fields of an entry of a list. */
    public static JsonFields ofEntry(JsonNode entry, String list, int index) {
        String place = list + "[" + index + "]";
        if (!entry.isObject()) {
            throw wrongType(place, entry, "an object");
        }
        return new JsonFields(entry, place + ".");
    }

    /** The path of a field in the body, for error messages. */
    public String path(String name) {
        return place + name;
    }

    /** A value of any type. */
    public Optional<JsonNode> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    /** A value of any type that must be there. */
    public JsonNode required(String name) {
        return value(name)
                .orElseThrow(() -> invalid("'" + place + name + "' is " + (object.has(name) ? "null" : "missing")));
    }

    /** A string. */
    public Optional<String> string(String name) {
        return value(name).map(value -> string(value, place + name));
    }

    /** True or false. */
    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (!value.isBoolean()) {
                throw wrongType(place + name, value, "true or false");
            }
            return value.booleanValue();
        });
    }

    /** A whole number of at least 1; a number above all integers counts as the highest integer. */
    public OptionalInt count(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode number = value.get();
        if (!number.isNumber() || !number.canConvertToExactIntegral()) {
            throw wrongType(place + name, number, "a whole number of at least 1");
        }
        if (number.doubleValue() < 1) {
            throw invalid("'" + place + name + "' is below 1, expected a whole number of at least 1");
        }
        return OptionalInt.of(number.canConvertToInt() ? number.intValue() : Integer.MAX_VALUE);
    }

    /** A number in [0, 1]. */
    public OptionalDouble fraction(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!value.get().isNumber()) {
            throw wrongType(place + name, value.get(), "a number in [0, 1]");
        }
        double number = value.get().doubleValue();
        if (!(number >= 0 && number <= 1)) {
            throw invalid("'" + place + name + "' is outside [0, 1], expected a number in [0, 1]");
        }
        return OptionalDouble.of(number);
    }

    /** An object. */
    public Optional<JsonFields> object(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) {
                throw wrongType(place + name, value, "an object");
            }
            return new JsonFields(value, place + name + ".");
        });
    }

    /** A list of objects, empty where the field is absent. */
    public List<JsonFields> objects(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            throw wrongType(place + name, value.get(), "a list of objects");
        }
        List<JsonFields> entries = new ArrayList<>();
        value.get().forEach(entry -> entries.add(ofEntry(entry, place + name, entries.size())));
        return entries;
    }

    /** A list of strings, or one string as a list of one. */
    public List<String> texts(String name) {
        JsonNode value = required(name);
        if (value.isTextual()) {
            return List.of(string(value, place + name));
        }
        return strings(value, place + name, "a string or a list of strings");
    }

    /** A list of strings. */
    public List<String> textList(String name) {
        return strings(required(name), place + name, "a list of strings");
    }

    /**
     * A list of strings.
     *
     * @param value the list
     * @param place the path of the field in the body
     * @param expected words for the error message
     */
    public static List<String> strings(JsonNode value, String place, String expected) {
        if (!value.isArray()) {
            throw wrongType(place, value, expected);
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode entry : value) {
            texts.add(string(entry, place + "[" + texts.size() + "]"));
        }
        return texts;
    }

    /**
     * A string that is well-formed Unicode.
     *
     * @param value the string
     * @param place the path of the field in the body
     */
    public static String string(JsonNode value, String place) {
        if (!value.isTextual()) {
            throw wrongType(place, value, "a string");
        }
        String text = value.textValue();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new RequestException(
                    ErrorKind.MALFORMED, "'" + place + "' has an unpaired surrogate, expected well-formed Unicode");
        }
        return text;
    }

    /** An error about a type. */
    public static RequestException wrongType(String place, JsonNode found, String expected) {
        return invalid("'" + place + "' is " + described(found) + ", expected " + expected);
    }

    /** An error about a field. */
    public static RequestException invalid(String message) {
        return new RequestException(ErrorKind.INVALID, message);
    }

    private static String described(JsonNode value) {
        if (value.isNull()) {
            return "null";
        }
        String type = JsonBody.typeOf(value);
        return (type.equals("object") ? "an " : "a ") + type;
    }
}
