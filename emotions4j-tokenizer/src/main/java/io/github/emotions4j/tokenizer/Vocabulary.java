package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A model's vocabulary and the tokens added to it, with the same ids as in the {@code tokenizers} library.
 *
 * <p>Not thread-safe.
 */
final class Vocabulary {

    private record Added(AddedToken token, int id) {}

    private final Map<String, Integer> model;
    private final Map<String, Added> added = new LinkedHashMap<>();

    /** Starts with the ids of the model's own tokens; the map is not copied. */
    Vocabulary(Map<String, Integer> model) {
        this.model = model;
    }

    /**
     * Adds tokens. An existing token keeps its id, and a new one gets the next free id even if a file contains another
     * id. If a token is added twice, the flags of the last one apply.
     */
    void add(Collection<AddedToken> tokens) {
        for (AddedToken token : tokens) {
            if (!token.content().isEmpty()) {
                added.put(
                        token.content(), new Added(token, idOf(token.content()).orElse(nextId())));
            }
        }
    }

    OptionalInt idOf(String content) {
        if (added.containsKey(content)) {
            return OptionalInt.of(added.get(content).id());
        }
        return model.containsKey(content) ? OptionalInt.of(model.get(content)) : OptionalInt.empty();
    }

    private int nextId() {
        int largest = added.values().stream().mapToInt(Added::id).max().orElse(-1);
        return largest >= model.size() ? largest + 1 : model.size();
    }

    /** The added tokens in the format of {@code tokenizer.json}. */
    ArrayNode addedTokens() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        added.values().stream()
                .sorted(Comparator.comparingInt(Added::id))
                .forEach(each -> list.add(each.token().toJson(each.id())));
        return list;
    }

    /** The model's own tokens with their ids, in the format of {@code tokenizer.json}. */
    ObjectNode modelTokens() {
        ObjectNode tokens = JsonNodeFactory.instance.objectNode();
        model.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> tokens.put(entry.getKey(), entry.getValue()));
        return tokens;
    }
}
