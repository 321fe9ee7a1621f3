package io.github.emotions4j.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.NativeLifetime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Converts text to token ids with the {@code tokenizer.json} of a model, including special tokens.
 *
 * <p>Texts are neither truncated nor padded: the file's settings for truncation and padding are disabled. {@link
 * #windows} splits texts that are longer than the model supports. A special token inside the text, such as {@code
 * [SEP]}, becomes that token, as in Hugging Face's tokenizers. An unpaired surrogate is replaced by U+FFFD.
 *
 * <p>Thread-safe. Holds native memory: {@link #close()} it. After that every call throws {@link IllegalStateException}.
 */
public final class TextTokenizer implements AutoCloseable {

    private final NativeLifetime lifetime;
    private final TokenizersLibrary library;
    private final long handle;
    private final String source;

    private TextTokenizer(TokenizersLibrary library, long handle, String source) {
        this.library = library;
        this.handle = handle;
        this.source = source;
        this.lifetime = new NativeLifetime("the tokenizer is closed: " + source);
    }

    /**
     * Loads a tokenizer.
     *
     * @param tokenizerJson the file {@code tokenizer.json}
     * @return the tokenizer, to be closed by the caller
     * @throws ModelFormatException if the file does not exist or is no valid tokenizer; the message names it
     * @throws io.github.emotions4j.core.InferenceException if there is no native tokenizer for this platform
     * @throws IOException if reading fails
     */
    public static TextTokenizer load(Path tokenizerJson) throws IOException {
        if (!Files.isRegularFile(tokenizerJson)) {
            throw new ModelFormatException("no tokenizer at " + tokenizerJson + ", expected the file tokenizer.json");
        }
        return of(Files.readAllBytes(tokenizerJson), tokenizerJson.toString());
    }

    /**
     * Makes a tokenizer from the bytes of a {@code tokenizer.json}.
     *
     * @param tokenizerJson the file's bytes, UTF-8; not modified
     * @param source the name of the file in errors
     * @return the tokenizer, to be closed by the caller
     * @throws ModelFormatException if the bytes are no valid tokenizer; the message names the source
     * @throws io.github.emotions4j.core.InferenceException if there is no native tokenizer for this platform
     */
    public static TextTokenizer of(byte[] tokenizerJson, String source) {
        String json = decode(tokenizerJson, source);
        TokenizersLibrary library = NativeTokenizers.load();
        long handle = create(library, json, source);
        library.disableTruncation(handle);
        library.disablePadding(handle);
        return new TextTokenizer(library, handle, source);
    }

    /**
     * Tokenizes a text.
     *
     * @param text any text, also an empty one; not trimmed
     * @return all of its tokens
     * @throws ModelFormatException if the tokenizer has no token for a part of the text and no unknown token
     * @throws IllegalStateException if the tokenizer is closed
     */
    public Tokens encode(String text) {
        return windows(text, Integer.MAX_VALUE).window(0);
    }

    /**
     * Tokenizes a text and splits it into overlapping windows if it is longer than the model supports.
     *
     * @param text any text, also an empty one; not trimmed
     * @param maxTokens the maximum length of a window in tokens, including special tokens, at least 1
     * @return its windows; a single one if the text fits
     * @throws IllegalArgumentException if {@code maxTokens} is below 1
     * @throws ModelFormatException if the tokenizer has no token for a part of the text and no unknown token, or a text
     *     does not fit and the special tokens leave no room in a window
     * @throws IllegalStateException if the tokenizer is closed
     */
    public TokenWindows windows(String text, int maxTokens) {
        String wellFormed = wellFormed(Objects.requireNonNull(text, "text"));
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ", expected at least 1");
        }
        return lifetime.use(() -> nativeWindows(wellFormed, maxTokens));
    }

    /** Frees the native memory after all running calls have finished. Closing twice has no effect. */
    @Override
    public void close() {
        lifetime.close(() -> library.deleteTokenizer(handle));
    }

    private TokenWindows nativeWindows(String text, int maxTokens) {
        long encoding = encoding(text);
        try {
            int[] tokenIds = Tokens.narrow(library.getTokenIds(encoding));
            return tokenIds.length <= maxTokens
                    ? TokenWindows.whole(tokenIds)
                    : TokenWindows.of(tokenIds, library.getSpecialTokenMask(encoding), maxTokens, source);
        } finally {
            library.deleteEncoding(encoding);
        }
    }

    private long encoding(String text) {
        try {
            return library.encode(handle, text, true);
        } catch (RuntimeException nativeError) {
            throw new ModelFormatException(
                    "a text cannot be encoded: " + nativeError.getMessage() + " in " + source, nativeError);
        }
    }

    private static long create(TokenizersLibrary library, String json, String source) {
        try {
            return library.createTokenizerFromString(json);
        } catch (RuntimeException nativeError) {
            throw new ModelFormatException(
                    "no valid tokenizer in " + source + ": " + nativeError.getMessage(), nativeError);
        }
    }

    private static String decode(byte[] json, String source) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new ModelFormatException("malformed UTF-8 in " + source, malformed);
        }
    }

    /** An unpaired surrogate would make the native library misread the supplementary characters of the text. */
    private static String wellFormed(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().forEach(point -> repaired.appendCodePoint(isSurrogate(point) ? 0xFFFD : point));
        return repaired.toString();
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(TextTokenizer::isSurrogate);
            }
        }
        return true;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
