package io.github.emotions4j.server.internal.page;

import io.github.emotions4j.server.internal.routing.Request;
import io.github.emotions4j.server.internal.routing.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file of the page with its validator.
 *
 * <p>Immutable and thread-safe.
 */
final class PageFile {

    private static final String FOLDER = "/io/github/emotions4j/server/page/";

    /** No inline script or style, nothing from elsewhere, no other site's frame. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Response whole;
    private final Response notModified;
    private final String entityTag;

    private PageFile(String contentType, byte[] content) {
        this.entityTag = entityTag(content);
        this.whole = withHeaders(Response.of(200, contentType, content));
        this.notModified = withHeaders(Response.empty(304));
    }

    static PageFile of(String name) {
        try (InputStream stream = PageFile.class.getResourceAsStream(FOLDER + name)) {
            return new PageFile(
                    contentType(name), Objects.requireNonNull(stream, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** The file, or 304 where the client has it. */
    Response to(Request request) {
        return request.header("if-none-match").filter(this::matches).isPresent() ? notModified : whole;
    }

    private boolean matches(String tags) {
        // The comparison is weak, since a proxy that compresses makes a tag weak.
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
    }

    private Response withHeaders(Response response) {
        return response.withHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("Cross-Origin-Opener-Policy", "same-origin")
                .withHeader("Cross-Origin-Resource-Policy", "same-origin")
                .withHeader("Cache-Control", "no-cache")
                .withHeader("ETag", entityTag);
    }

    private static String entityTag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no content type for " + name);
        };
    }
}
