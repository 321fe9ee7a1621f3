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
 * A model's vocabulary and the tokens added to it, with the ids that the {@code tokenizers} library gives them.
 *
 * <p>Not thread-safe.
 */
final class Vocabulary {

    private record Added(AddedToken token, int id) {}

    private final Map<String, Integer> model;
    private final Map<String, Added> added = new LinkedHashMap<>();

    /** Takes the ids of the model's own tokens. */
    Vocabulary(Map<String, Integer> model) {
        this.model = model;
    }

    /**
     * Adds tokens: one that is there keeps its id, any other gets the next free one, whatever a file says. The last of
     * equal tokens says how it is looked for.
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

    /** The added tokens as {@code tokenizer.json} lists them. */
    ArrayNode addedTokens() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        added.values().stream()
                .sorted(Comparator.comparingInt(Added::id))
                .forEach(each -> list.add(each.token().toJson(each.id())));
        return list;
    }

    /** The model's own tokens with their ids, as {@code tokenizer.json} lists them. */
    ObjectNode modelTokens() {
        ObjectNode tokens = JsonNodeFactory.instance.objectNode();
        model.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> tokens.put(entry.getKey(), entry.getValue()));
        return tokens;
    }
}
