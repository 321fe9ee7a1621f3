package io.github.emotions4j.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of bytes and files, in lower-case hexadecimal.
 *
 * <p>Stateless and thread-safe; a {@link MessageDigest} that it gives belongs to one thread.
 */
public final class Sha256 {

    private static final int BUFFER_BYTES = 1 << 18;

    private Sha256() {}

    /**
     * A digest for content that comes in parts.
     *
     * @return a new SHA-256 digest
     */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no SHA-256", impossible);
        }
    }

    /**
     * The hash of bytes.
     *
     * @param content the bytes; not modified
     * @return 64 hexadecimal digits
     */
    public static String of(byte[] content) {
        return HexFormat.of().formatHex(newDigest().digest(content));
    }

    /**
     * The hash of a text's UTF-8 bytes.
     *
     * @param text the text
     * @return 64 hexadecimal digits
     */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The hash of a file, read in pieces.
     *
     * @param file the file, of any size
     * @return 64 hexadecimal digits
     * @throws IOException if reading fails
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        update(digest, file);
        return hex(digest);
    }

    /**
     * Adds a file's bytes to a digest of any algorithm, in pieces.
     *
     * @param digest where to add them
     * @param file the file, of any size
     * @throws IOException if reading fails
     */
    public static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = Files.newInputStream(file)) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
    }

    /**
     * Adds a text's UTF-8 bytes and a zero byte to a digest, so that two texts never hash as their concatenation does.
     *
     * @param digest where to add them
     * @param text the text
     */
    public static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /**
     * Ends a digest, which starts anew after it.
     *
     * @param digest the digest
     * @return all its bytes, two hexadecimal digits each
     */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Ends a digest of which a few digits are enough, as in a file name.
     *
     * @param digest the digest
     * @param byteCount how many bytes to show, from 1 to 32
     * @return the first bytes, two hexadecimal digits each
     */
    public static String hex(MessageDigest digest, int byteCount) {
        return HexFormat.of().formatHex(digest.digest(), 0, byteCount);
    }
}
