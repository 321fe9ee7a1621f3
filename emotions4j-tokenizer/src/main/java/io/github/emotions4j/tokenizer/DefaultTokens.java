package io.github.emotions4j.tokenizer;

import java.util.Map;

/**
 * The special tokens that a class of tokenizers has when a folder does not mention them.
 *
 * @param byName the tokens by the names that transformers gives them
 * @param giveWay whether what a folder says of an equal token among the added ones counts more
 */
record DefaultTokens(Map<String, AddedToken> byName, boolean giveWay) {

    DefaultTokens {
        byName = Map.copyOf(byName);
    }

    static DefaultTokens none() {
        return new DefaultTokens(Map.of(), true);
    }
}
