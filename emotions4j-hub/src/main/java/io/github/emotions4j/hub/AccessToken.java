package io.github.emotions4j.hub;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret by which the hub knows its users. It has no accessor and {@link #toString()} hides it, so that it reaches no
 * log and no error.
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
     * Takes a token as users keep it.
     *
     * @param secret the token; white space and line ends around it are dropped
     * @return the token
     * @throws IllegalArgumentException if it is empty or holds what no header may hold; the message does not repeat it
     */
    public static AccessToken of(String secret) {
        String clean = secret.strip();
        if (!VISIBLE_ASCII.matcher(clean).matches()) {
            throw new IllegalArgumentException(
                    "the access token is empty or holds a space, a line end or another character than ASCII's visible ones");
        }
        return new AccessToken(clean);
    }

    /** A token, or none where users left it empty. */
    static Optional<AccessToken> find(String secret) {
        return secret.isBlank() ? Optional.empty() : Optional.of(of(secret));
    }

    /** The value of the header {@code Authorization}. */
    String authorization() {
        return "Bearer " + secret;
    }

    /** A text without this secret. */
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
     * Says that there is a token, not which.
     *
     * @return a constant
     */
    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
