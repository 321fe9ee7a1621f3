package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a file's bytes against its etag: the SHA-256 of a large file, or the SHA-1 that git gives a blob, which covers the
 * word {@code blob}, the size and a zero before the bytes. Another etag is no hash, and then the size alone is checked.
 */
final class ContentHash {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT_SHA1 = Pattern.compile("[0-9a-f]{40}");
    private static final int BUFFER_BYTES = 1 << 16;

    private ContentHash() {}

    /** What is wrong with a file, as in "SHA-256 abc, expected def", or empty when nothing is. */
    static Optional<String> mismatch(Path file, FileMetadata expected) throws IOException {
        long size = Files.size(file);
        if (size != expected.size()) {
            return Optional.of(size + " bytes, expected " + expected.size());
        }
        String etag = expected.etag();
        if (SHA256.matcher(etag).matches()) {
            return difference("SHA-256", hash(file, digest("SHA-256")), etag);
        }
        if (GIT_SHA1.matcher(etag).matches()) {
            MessageDigest digest = digest("SHA-1");
            digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            return difference("git's SHA-1", hash(file, digest), etag);
        }
        return Optional.empty();
    }

    private static Optional<String> difference(String kind, String found, String expected) {
        return found.equals(expected) ? Optional.empty() : Optional.of(kind + " " + found + ", expected " + expected);
    }

    private static String hash(Path file, MessageDigest digest) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int count;
            while ((count = input.read(buffer)) >= 0) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, impossible);
        }
    }
}
