package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The flags, special tokens and added tokens of a tokenizer without {@code tokenizer.json}. They come from
 * {@code tokenizer_config.json} and, only if that file has no {@code added_tokens_decoder}, from
 * {@code special_tokens_map.json} and {@code added_tokens.json}, as in transformers.
 *
 * <p>Immutable and thread-safe.
 */
final class TokenizerSettings {

    private static final String CONFIG = "tokenizer_config.json";
    private static final String SPECIAL_TOKENS = "special_tokens_map.json";
    private static final String ADDED_TOKENS = "added_tokens.json";
    private static final String ADDED_TOKENS_DECODER = "added_tokens_decoder";
    private static final String ADDITIONAL = "additional_special_tokens";

    /** The order in which transformers adds missing tokens to a vocabulary. */
    private static final List<String> NAMES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final SettingsFile config;
    private final SettingsFile specialTokens;
    private final Map<Integer, AddedToken> addedTokens;

    private TokenizerSettings(SettingsFile config, SettingsFile specialTokens, Map<Integer, AddedToken> addedTokens) {
        this.config = config;
        this.specialTokens = specialTokens;
        this.addedTokens = addedTokens;
    }

    static TokenizerSettings read(Path folder) throws IOException {
        SettingsFile config = SettingsFile.readOrEmpty(folder.resolve(CONFIG));
        if (config.has(ADDED_TOKENS_DECODER)) {
            SettingsFile none = new SettingsFile(SettingsFile.newObject(), config.source());
            return new TokenizerSettings(config, none, decoder(config.object(ADDED_TOKENS_DECODER)));
        }
        SettingsFile specialTokens = SettingsFile.readOrEmpty(folder.resolve(SPECIAL_TOKENS));
        SettingsFile added = SettingsFile.readOrEmpty(folder.resolve(ADDED_TOKENS));
        TokenizerSettings named = new TokenizerSettings(config, specialTokens, Map.of());
        return new TokenizerSettings(config, specialTokens, named.addedTokens(added));
    }

    boolean flag(String name, boolean defaultValue) {
        return config.flag(name, defaultValue);
    }

    Optional<Boolean> optionalFlag(String name) {
        return config.optionalFlag(name);
    }

    /** The tokens that were added to the vocabulary, in the order of their ids. */
    Collection<AddedToken> addedTokens() {
        return addedTokens.values();
    }

    /**
     * The special tokens by name, in the order in which missing ones are added to the vocabulary.
     *
     * @param defaults the tokens of the tokenizer class
     */
    Map<String, AddedToken> specialTokens(DefaultTokens defaults) {
        Map<String, AddedToken> tokens = new LinkedHashMap<>();
        for (String name : NAMES) {
            token(name, defaults).ifPresent(token -> tokens.put(name, token));
        }
        return tokens;
    }

    /** The additional special tokens, which have no name. */
    List<AddedToken> additionalSpecialTokens() {
        List<AddedToken> tokens = new ArrayList<>();
        for (SettingsFile file : List.of(config, specialTokens)) {
            for (JsonNode value : file.root().path(ADDITIONAL)) {
                AddedToken token = token(ADDITIONAL, value, file, AddedToken.special(""));
                tokens.add(value.isTextual() ? asAdded(token) : token);
            }
        }
        return tokens;
    }

    private Optional<AddedToken> token(String name, DefaultTokens defaults) {
        SettingsFile file = specialTokens.has(name) ? specialTokens : config;
        Optional<AddedToken> defaultToken =
                Optional.ofNullable(defaults.byName().get(name));
        if (!file.has(name)) {
            return defaults.overridable() ? defaultToken.map(this::asAdded) : defaultToken;
        }
        JsonNode value = file.root().path(name);
        AddedToken flags = defaultToken.orElse(AddedToken.special(""));
        return value.isNull() ? Optional.empty() : Optional.of(asAdded(token(name, value, file, flags)));
    }

    /** A token that is given as a string has the flags of the default token; an object has its own flags. */
    private static AddedToken token(String name, JsonNode value, SettingsFile file, AddedToken flags) {
        if (value.isTextual()) {
            return new AddedToken(
                    value.textValue(), flags.singleWord(), flags.lstrip(), flags.rstrip(), flags.normalized(), true);
        }
        if (!value.isObject()) {
            throw file.wrong(name, "a string or an object");
        }
        return AddedToken.of(new SettingsFile(value, file.source()), true);
    }

    /** The added token with the same text, if there is one: its flags take precedence. */
    private AddedToken asAdded(AddedToken token) {
        return addedTokens.values().stream()
                .filter(added -> added.content().equals(token.content()))
                .findFirst()
                .orElse(token)
                .asSpecial();
    }

    private static Map<Integer, AddedToken> decoder(SettingsFile decoder) {
        Map<Integer, AddedToken> tokens = new TreeMap<>();
        decoder.root().fieldNames().forEachRemaining(id -> {
            try {
                tokens.put(Integer.parseInt(id), AddedToken.of(decoder.object(id)));
            } catch (NumberFormatException noNumber) {
                throw new ModelFormatException(
                        "field '" + ADDED_TOKENS_DECODER + "' has the id '" + id + "', expected an integer in "
                                + decoder.source(),
                        noNumber);
            }
        });
        return tokens;
    }

    /** The tokens of {@code added_tokens.json}, which contains only their ids. */
    private Map<Integer, AddedToken> addedTokens(SettingsFile added) {
        Map<Integer, AddedToken> tokens = new TreeMap<>();
        added.root().fieldNames().forEachRemaining(content -> {
            JsonNode id = added.root().path(content);
            if (!id.isInt()) {
                throw added.wrong(content, "an id");
            }
            boolean special = isSpecial(content);
            tokens.put(id.intValue(), new AddedToken(content, false, false, false, !special, special));
        });
        return tokens;
    }

    private boolean isSpecial(String content) {
        boolean named = specialTokens(DefaultTokens.none()).values().stream()
                .anyMatch(token -> token.content().equals(content));
        return named
                || additionalSpecialTokens().stream()
                        .anyMatch(token -> token.content().equals(content));
    }
}
