package io.github.emotions4j.hub;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user's access token for the hub. It has no accessor and {@link #toString()} hides it, so it cannot reach a log or
 * an error message.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccessToken {

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

    private final String secret;

    private AccessToken(String secret) {
        this.secret = secret;
    }

    /**
     * Makes a token from its text.
     *
     * @param secret the token; leading and trailing white space is removed
     * @return the token
     * @throws IllegalArgumentException if the token is empty or contains a character that an HTTP header must not
     *     contain; the message does not repeat the token
     */
    public static AccessToken of(String secret) {
        String clean = secret.strip();
        if (!VISIBLE_ASCII.matcher(clean).matches()) {
            throw new IllegalArgumentException(
                    "the access token is empty or contains a character other than the visible ones of ASCII");
        }
        return new AccessToken(clean);
    }

    /** The token, or empty if the text is blank. */
    static Optional<AccessToken> find(String secret) {
        return secret.isBlank() ? Optional.empty() : Optional.of(of(secret));
    }

    /** The value of the {@code Authorization} header. */
    String authorization() {
        return "Bearer " + secret;
    }

    /** The text with this token replaced by a placeholder. */
    String hiddenIn(String text) {
        return text.replace(secret, "[token]");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && token.secret.equals(secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(secret);
    }

    /**
     * Does not contain the token.
     *
     * @return a constant
     */
    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
