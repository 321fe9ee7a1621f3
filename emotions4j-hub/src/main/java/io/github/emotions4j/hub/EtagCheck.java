package io.github.emotions4j.hub;

import io.github.emotions4j.core.internal.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a file's bytes against its etag: the SHA-256 of a large file, or the SHA-1 that git gives a blob, which covers
 * the word {@code blob}, the size and a zero before the bytes. Another etag is no hash, and then the size alone is
 * checked.
 */
final class EtagCheck {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT_SHA1 = Pattern.compile("[0-9a-f]{40}");

    private EtagCheck() {}

    /** What is wrong with a file, as in "SHA-256 abc, expected def", or empty when nothing is. */
    static Optional<String> mismatch(Path file, FileMetadata expected) throws IOException {
        long size = Files.size(file);
        if (size != expected.size()) {
            return Optional.of(size + " bytes, expected " + expected.size());
        }
        String etag = expected.etag();
        if (SHA256.matcher(etag).matches()) {
            return difference("SHA-256", Sha256.of(file), etag);
        }
        if (GIT_SHA1.matcher(etag).matches()) {
            return difference("git's SHA-1", gitHash(file, size), etag);
        }
        return Optional.empty();
    }

    private static Optional<String> difference(String kind, String found, String expected) {
        return found.equals(expected) ? Optional.empty() : Optional.of(kind + " " + found + ", expected " + expected);
    }

    private static String gitHash(Path file, long size) throws IOException {
        MessageDigest digest = sha1();
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
        Sha256.update(digest, file);
        return Sha256.hex(digest);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no SHA-1", impossible);
        }
    }
}
