package io.github.emotions4j.server.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The key of the server.
 *
 * <p>Immutable and thread-safe.
 */
final class ApiKey {

    private static final String SCHEME = "bearer ";

    private final byte[] key;

    ApiKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the headers carry the key. The time does not depend on how much of it is right. */
    boolean isIn(HttpFields headers) {
        String given = headers.get(HttpHeader.AUTHORIZATION);
        if (given == null || !given.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        byte[] bytes = given.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(key, bytes);
    }
}
