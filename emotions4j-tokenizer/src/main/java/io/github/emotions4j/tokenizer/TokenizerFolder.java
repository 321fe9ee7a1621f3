package io.github.emotions4j.tokenizer;

import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads the tokenizer of a model folder from {@code tokenizer.json}. Without that file, builds it from {@code
 * vocab.txt} (BERT, DistilBERT) or from {@code vocab.json} and {@code merges.txt} (RoBERTa), with the same result as
 * transformers.
 *
 * <p>The built tokenizer uses these fields of {@code tokenizer_config.json}: {@code do_lower_case}, {@code
 * strip_accents}, {@code tokenize_chinese_chars}, {@code add_prefix_space}, {@code trim_offsets}, the special tokens
 * and {@code added_tokens_decoder}. Without {@code added_tokens_decoder} it also reads {@code special_tokens_map.json}
 * and {@code added_tokens.json}. Missing fields have the defaults of the tokenizer class. Source: transformers 4.57,
 * {@code convert_slow_tokenizer.py}.
 *
 * <p>Stateless and thread-safe.
 */
public final class TokenizerFolder {

    static final String TOKENIZER = "tokenizer.json";

    private TokenizerFolder() {}

    /**
     * Loads the tokenizer of a folder.
     *
     * @param folder the model folder; only read
     * @return the tokenizer, to be closed by the caller
     * @throws ModelFormatException if a file is missing or malformed, or the folder has a tokenizer class that cannot
     *     be built from a vocabulary; the message names the file
     * @throws io.github.emotions4j.core.InferenceException if there is no native tokenizer for this platform
     * @throws IOException if reading fails
     */
    public static TextTokenizer read(Path folder) throws IOException {
        return TextTokenizer.of(tokenizerJson(folder).getBytes(StandardCharsets.UTF_8), source(folder));
    }

    /**
     * The tokenizer of a folder in the format of {@code tokenizer.json}.
     *
     * @param folder the model folder; only read
     * @return the text of {@code tokenizer.json}, or the text that is built from the vocabulary
     * @throws ModelFormatException as for {@link #read(Path)}; an existing {@code tokenizer.json} is not validated
     * @throws IOException if reading fails
     */
    public static String tokenizerJson(Path folder) throws IOException {
        Path file = folder.resolve(TOKENIZER);
        return Files.isRegularFile(file) ? SettingsFile.text(file) : build(TokenizerKind.of(folder), folder);
    }

    /**
     * The name of a folder's tokenizer in errors.
     *
     * @param folder the model folder
     * @return the path of its {@code tokenizer.json}, or as in {@code vocab.txt of models/mine}
     * @throws ModelFormatException if the folder has no tokenizer, or one that cannot be built from a vocabulary
     * @throws IOException if reading fails
     */
    public static String source(Path folder) throws IOException {
        Path file = folder.resolve(TOKENIZER);
        return Files.isRegularFile(file)
                ? file.toString()
                : TokenizerKind.of(folder).describe(folder);
    }

    private static String build(TokenizerKind kind, Path folder) throws IOException {
        TokenizerSettings settings = TokenizerSettings.read(folder);
        return switch (kind) {
            case WORD_PIECE -> WordPieceJson.build(folder.resolve(TokenizerKind.VOCAB_TXT), settings);
            case BYTE_LEVEL_BPE ->
                ByteLevelJson.build(
                        folder.resolve(TokenizerKind.VOCAB_JSON), folder.resolve(TokenizerKind.MERGES), settings);
        };
    }
}
