package io.github.emotions4j.tokenizer;

import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tokenizer of a model folder: its {@code tokenizer.json}, or, where there is none, what transformers would make of
 * {@code vocab.txt} (BERT, DistilBERT) or of {@code vocab.json} and {@code merges.txt} (RoBERTa).
 *
 * <p>A tokenizer made of a vocabulary heeds, in {@code tokenizer_config.json}, {@code do_lower_case},
 * {@code strip_accents}, {@code tokenize_chinese_chars}, {@code add_prefix_space}, {@code trim_offsets}, the special
 * tokens and {@code added_tokens_decoder}; without the last also {@code special_tokens_map.json} and
 * {@code added_tokens.json}. What is not said there is as in the tokenizer's class. Source: transformers 4.57,
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
     * @throws ModelFormatException if a file is missing or not what it should be, or the vocabulary is one of a tokenizer
     *     that cannot be made of it; the message names the file
     * @throws io.github.emotions4j.core.InferenceException if there is no native tokenizer for this platform
     * @throws IOException if reading fails
     */
    public static TextTokenizer read(Path folder) throws IOException {
        return TextTokenizer.of(tokenizerJson(folder).getBytes(StandardCharsets.UTF_8), source(folder));
    }

    /**
     * The tokenizer of a folder in the form of {@code tokenizer.json}.
     *
     * @param folder the model folder; only read
     * @return the file's own text, or the text that is made of the vocabulary
     * @throws ModelFormatException as {@link #read(Path)} says; a {@code tokenizer.json} is not looked into
     * @throws IOException if reading fails
     */
    public static String tokenizerJson(Path folder) throws IOException {
        Path file = folder.resolve(TOKENIZER);
        return Files.isRegularFile(file) ? SettingsFile.text(file) : build(TokenizerKind.of(folder), folder);
    }

    /**
     * What errors call the tokenizer of a folder.
     *
     * @param folder the model folder
     * @return the path of its {@code tokenizer.json}, or as in {@code vocab.txt of models/mine}
     * @throws ModelFormatException if there is no tokenizer, or a vocabulary of another kind of tokenizer
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
