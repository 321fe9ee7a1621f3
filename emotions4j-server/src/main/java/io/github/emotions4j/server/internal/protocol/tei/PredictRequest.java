package io.github.emotions4j.server.internal.protocol.tei;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.server.internal.protocol.JsonFields;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks of {@code POST /predict}.
 *
 * <p>TEI reads {@code "a"} and {@code ["a"]} as one text, {@code ["a", "b"]} as a pair of texts and
 * {@code [["a"], ["b"]]} as two texts. Emotion models score no pairs.
 *
 * @param texts users' texts
 * @param isBatch whether the response is a list of lists
 * @param rawScores whether logits are asked for
 */
record PredictRequest(List<String> texts, boolean isBatch, boolean rawScores) {

    PredictRequest {
        texts = List.copyOf(texts);
    }

    static PredictRequest of(JsonFields body) {
        boolean rawScores = body.flag("raw_scores").orElse(false);
        // Long texts are scored in windows, so nothing is truncated; the types are still checked as TEI does.
        body.flag("truncate");
        body.string("truncation_direction").ifPresent(PredictRequest::requireDirection);
        JsonNode inputs = body.required("inputs");
        if (inputs.isArray() && (inputs.isEmpty() || inputs.get(0).isArray())) {
            return new PredictRequest(batch(inputs), true, rawScores);
        }
        return new PredictRequest(List.of(single(inputs)), false, rawScores);
    }

    boolean hasEmptyText() {
        return texts.isEmpty() || texts.stream().anyMatch(String::isEmpty);
    }

    private static String single(JsonNode inputs) {
        if (inputs.isTextual()) {
            return JsonFields.string(inputs, "inputs");
        }
        List<String> texts = JsonFields.strings(inputs, "inputs", "a string, or a list of lists of one string");
        if (texts.size() > 1) {
            throw pair("inputs");
        }
        return texts.get(0);
    }

    private static List<String> batch(JsonNode inputs) {
        List<String> texts = new ArrayList<>(inputs.size());
        for (JsonNode entry : inputs) {
            String place = "inputs[" + texts.size() + "]";
            List<String> strings = entry.isTextual()
                    ? List.of(JsonFields.string(entry, place))
                    : JsonFields.strings(entry, place, "a list of one string");
            if (strings.size() > 1) {
                throw pair(place);
            }
            if (strings.isEmpty()) {
                throw JsonFields.invalid("'" + place + "' is an empty list, expected a list of one string");
            }
            texts.add(strings.get(0));
        }
        return texts;
    }

    private static RequestException pair(String place) {
        return JsonFields.invalid("'" + place + "' is a list of several strings, which is one pair of texts to TEI;"
                + " this model scores no pairs, expected [[\"a\"],[\"b\"]] for two texts");
    }

    private static void requireDirection(String direction) {
        if (!List.of("Left", "Right", "left", "right").contains(direction)) {
            throw JsonFields.invalid("'truncation_direction' has an unknown value, expected Left or Right");
        }
    }
}
