package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.ModelFormatException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of {@code tokenizer.json} that are common to all kinds of tokenizers. Stateless. */
final class TokenizerJson {

    private TokenizerJson() {}

    /** The common fields of the file. */
    static ObjectNode head(Vocabulary vocabulary) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        root.set("added_tokens", vocabulary.addedTokens());
        return root;
    }

    /** The vocabulary with all added and special tokens. */
    static Vocabulary vocabulary(
            Map<String, Integer> model, TokenizerSettings settings, Map<String, AddedToken> specialTokens) {
        Map<String, AddedToken> special = new LinkedHashMap<>();
        specialTokens.values().forEach(token -> special.putIfAbsent(token.content(), token));
        settings.additionalSpecialTokens().forEach(token -> special.putIfAbsent(token.content(), token));
        Vocabulary vocabulary = new Vocabulary(model);
        vocabulary.add(settings.addedTokens().stream()
                .map(token -> special.containsKey(token.content()) ? token.asSpecial() : token)
                .toList());
        vocabulary.add(special.values());
        return vocabulary;
    }

    static String content(String name, Map<String, AddedToken> specialTokens, String source) {
        AddedToken token = specialTokens.get(name);
        if (token == null) {
            throw new ModelFormatException("the tokenizer of " + source + " has no " + name + ", expected one");
        }
        return token.content();
    }
}
