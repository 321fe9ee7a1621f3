package io.github.emotions4j.tokenizer;

import java.util.Map;

/**
 * The default special tokens of a tokenizer class, for folders that do not define them.
 *
 * @param byName the tokens by their names in transformers
 * @param overridable whether the flags of an added token with the same text override the default
 */
record DefaultTokens(Map<String, AddedToken> byName, boolean overridable) {

    DefaultTokens {
        byName = Map.copyOf(byName);
    }

    static DefaultTokens none() {
        return new DefaultTokens(Map.of(), true);
    }
}
