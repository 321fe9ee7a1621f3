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
 * What the files beside a vocabulary say of a tokenizer: its flags, its special tokens and the tokens added to its
 * vocabulary. Reads {@code tokenizer_config.json}, and, as transformers does only where that file has no
 * {@code added_tokens_decoder}, {@code special_tokens_map.json} and {@code added_tokens.json}.
 *
 * <p>Immutable and thread-safe.
 */
final class TokenizerSettings {

    private static final String CONFIG = "tokenizer_config.json";
    private static final String SPECIAL_TOKENS = "special_tokens_map.json";
    private static final String ADDED_TOKENS = "added_tokens.json";
    private static final String ADDED_TOKENS_DECODER = "added_tokens_decoder";
    private static final String ADDITIONAL = "additional_special_tokens";

    /** In the order in which transformers adds them to a vocabulary that lacks them. */
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

    boolean flag(String name, boolean absent) {
        return config.flag(name, absent);
    }

    Optional<Boolean> optionalFlag(String name) {
        return config.optionalFlag(name);
    }

    /** The tokens that were added to the vocabulary, in the order of their ids. */
    Collection<AddedToken> addedTokens() {
        return addedTokens.values();
    }

    /**
     * The special tokens by name, in the order in which a vocabulary that lacks them gets them.
     *
     * @param defaults the tokens of the tokenizer's class
     */
    Map<String, AddedToken> specialTokens(DefaultTokens defaults) {
        Map<String, AddedToken> tokens = new LinkedHashMap<>();
        for (String name : NAMES) {
            token(name, defaults).ifPresent(token -> tokens.put(name, token));
        }
        return tokens;
    }

    /** The special tokens that have no name. */
    List<AddedToken> additionalSpecialTokens() {
        List<AddedToken> tokens = new ArrayList<>();
        for (SettingsFile file : List.of(config, specialTokens)) {
            for (JsonNode value : file.root().path(ADDITIONAL)) {
                AddedToken token = token(ADDITIONAL, value, file, Optional.empty());
                tokens.add(value.isTextual() ? asAdded(token) : token);
            }
        }
        return tokens;
    }

    private Optional<AddedToken> token(String name, DefaultTokens defaults) {
        SettingsFile file = specialTokens.has(name) ? specialTokens : config;
        Optional<AddedToken> standard = Optional.ofNullable(defaults.byName().get(name));
        if (!file.has(name)) {
            return defaults.giveWay() ? standard.map(this::asAdded) : standard;
        }
        JsonNode value = file.root().path(name);
        return value.isNull() ? Optional.empty() : Optional.of(asAdded(token(name, value, file, standard)));
    }

    /** A token given as a string has the wishes of its class's own token; one given as an object says them itself. */
    private static AddedToken token(String name, JsonNode value, SettingsFile file, Optional<AddedToken> standard) {
        if (value.isTextual()) {
            AddedToken model = standard.orElse(AddedToken.special(""));
            return new AddedToken(
                    value.textValue(), model.singleWord(), model.lstrip(), model.rstrip(), model.normalized(), true);
        }
        if (!value.isObject()) {
            throw file.wrong(name, "a string or an object");
        }
        return AddedToken.of(new SettingsFile(value, file.source()), true);
    }

    /** What is said of a token among the added ones counts more. */
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

    /** The tokens of {@code added_tokens.json}, which knows their ids alone. */
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
