package io.github.emotions4j.server;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Address, limits and access of an {@link EmotionServer}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ServerOptions {

    private final String host;
    private final int port;
    private final int maxBodyBytes;
    private final int maxTextsPerRequest;
    private final int maxCharactersPerText;
    private final int queueTokens;
    private final int maxConnections;
    private final int maxHeaderBytes;
    private final Duration timeout;
    private final Duration headerTimeout;
    private final Duration idleTimeout;
    private final Duration stopTimeout;
    private final Optional<String> apiKey;
    private final List<String> corsOrigins;

    private ServerOptions(Builder builder) {
        host = builder.host;
        port = inRange(builder.port, 0, 65_535, "port");
        maxBodyBytes = inRange(builder.maxBodyBytes, 1, 1 << 30, "maxBodyBytes");
        maxTextsPerRequest = positive(builder.maxTextsPerRequest, "maxTextsPerRequest");
        maxCharactersPerText = positive(builder.maxCharactersPerText, "maxCharactersPerText");
        queueTokens = inRange(builder.queueTokens, 1, 1 << 16, "queueTokens");
        maxConnections = positive(builder.maxConnections, "maxConnections");
        maxHeaderBytes = inRange(builder.maxHeaderBytes, 512, 1 << 20, "maxHeaderBytes");
        timeout = positive(builder.timeout, "timeout");
        headerTimeout = positive(builder.headerTimeout, "headerTimeout");
        idleTimeout = positive(builder.idleTimeout, "idleTimeout");
        stopTimeout = positive(builder.stopTimeout, "stopTimeout");
        apiKey = builder.apiKey;
        corsOrigins = List.copyOf(builder.corsOrigins);
    }

    private static int positive(int value, String name) {
        return inRange(value, 1, Integer.MAX_VALUE, name);
    }

    private static int inRange(int value, int min, int max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "found " + name + " " + value + ", expected a number from " + min + " to " + max);
        }
        return value;
    }

    private static Duration positive(Duration value, String name) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "found " + name + " " + value + ", expected from a millisecond to a day");
        }
        return value;
    }

    /**
     * The options of a server on this machine only, without a key.
     *
     * @return every option at its default
     */
    public static ServerOptions defaults() {
        return builder().build();
    }

    /**
     * Begins with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The address to listen on.
     *
     * @return a host name or IP address; default 127.0.0.1, which other machines cannot reach
     */
    public String host() {
        return host;
    }

    /**
     * The port to listen on.
     *
     * @return 1 to 65535, or 0 for any free one; default 8080
     */
    public int port() {
        return port;
    }

    /**
     * The longest body, also after it was inflated. A longer one gets 413.
     *
     * @return bytes; default 2,000,000
     */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * The most texts of one request. More get 413.
     *
     * @return a count; default 1,000
     */
    public int maxTextsPerRequest() {
        return maxTextsPerRequest;
    }

    /**
     * The longest text. A longer one gets 413.
     *
     * @return UTF-16 characters; default 100,000
     */
    public int maxCharactersPerText() {
        return maxCharactersPerText;
    }

    /**
     * The bound of the queue. A request under way counts for its tokens, but at least 16 and at most 256: the texts of
     * large requests take turns with those of small ones. A request that does not fit gets 429 at once.
     *
     * @return tokens; default 1,024
     */
    public int queueTokens() {
        return queueTokens;
    }

    /**
     * The most open connections. Further ones wait until one is closed.
     *
     * @return a count; default 512
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * The longest request line and headers together. Longer ones get 431.
     *
     * @return bytes; default 8,192
     */
    public int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    /**
     * The deadline of a request, from its headers to its scores. A body that arrives later gets 408, scores that take
     * longer 504.
     *
     * @return default 30 seconds
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How long the headers of a request may take. Then the connection is closed.
     *
     * @return default 10 seconds
     */
    public Duration headerTimeout() {
        return headerTimeout;
    }

    /**
     * How long a connection may be silent. Then it is closed.
     *
     * @return default 60 seconds
     */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /**
     * How long {@link EmotionServer#close()} waits for the requests under way.
     *
     * @return default 30 seconds
     */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /**
     * The key that requests have to carry as {@code Authorization: Bearer KEY}. Health checks and the page need none.
     *
     * @return empty where the server is open; the default
     */
    public Optional<String> apiKey() {
        return apiKey;
    }

    /**
     * The web origins whose pages may call the server.
     *
     * @return origins such as {@code https://example.org}, or {@code *} for all; default none
     */
    public List<String> corsOrigins() {
        return corsOrigins;
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "ServerOptions[host=" + host + ", port=" + port + ", queueTokens=" + queueTokens + ", timeout=" + timeout
                + ", apiKey=" + (apiKey.isPresent() ? "given" : "none") + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private String host = "127.0.0.1";
        private int port = 8080;
        private int maxBodyBytes = 2_000_000;
        private int maxTextsPerRequest = 1000;
        private int maxCharactersPerText = 100_000;
        private int queueTokens = 1024;
        private int maxConnections = 512;
        private int maxHeaderBytes = 8192;
        private Duration timeout = Duration.ofSeconds(30);
        private Duration headerTimeout = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(60);
        private Duration stopTimeout = Duration.ofSeconds(30);
        private Optional<String> apiKey = Optional.empty();
        private List<String> corsOrigins = List.of();

        private Builder() {}

        /**
         * Sets {@link ServerOptions#host()}.
         *
         * @param host a host name or IP address; 0.0.0.0 for all addresses of the machine
         * @return this builder
         */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /**
         * Sets {@link ServerOptions#port()}.
         *
         * @param port 1 to 65535, or 0 for any free one
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxBodyBytes()}.
         *
         * @param bytes 1 to 1,073,741,824
         * @return this builder
         */
        public Builder maxBodyBytes(int bytes) {
            maxBodyBytes = bytes;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxTextsPerRequest()}.
         *
         * @param texts at least 1
         * @return this builder
         */
        public Builder maxTextsPerRequest(int texts) {
            maxTextsPerRequest = texts;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxCharactersPerText()}.
         *
         * @param characters at least 1
         * @return this builder
         */
        public Builder maxCharactersPerText(int characters) {
            maxCharactersPerText = characters;
            return this;
        }

        /**
         * Sets {@link ServerOptions#queueTokens()}.
         *
         * @param tokens 1 to 65,536; a request fits into an empty queue whatever it counts
         * @return this builder
         */
        public Builder queueTokens(int tokens) {
            queueTokens = tokens;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxConnections()}.
         *
         * @param connections at least 1
         * @return this builder
         */
        public Builder maxConnections(int connections) {
            maxConnections = connections;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxHeaderBytes()}.
         *
         * @param bytes 512 to 1,048,576
         * @return this builder
         */
        public Builder maxHeaderBytes(int bytes) {
            maxHeaderBytes = bytes;
            return this;
        }

        /**
         * Sets {@link ServerOptions#timeout()}.
         *
         * @param timeout a millisecond to a day
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /**
         * Sets {@link ServerOptions#headerTimeout()}.
         *
         * @param timeout a millisecond to a day
         * @return this builder
         */
        public Builder headerTimeout(Duration timeout) {
            headerTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /**
         * Sets {@link ServerOptions#idleTimeout()}.
         *
         * @param timeout a millisecond to a day
         * @return this builder
         */
        public Builder idleTimeout(Duration timeout) {
            idleTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /**
         * Sets {@link ServerOptions#stopTimeout()}.
         *
         * @param timeout a millisecond to a day
         * @return this builder
         */
        public Builder stopTimeout(Duration timeout) {
            stopTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /**
         * Sets {@link ServerOptions#apiKey()}.
         *
         * @param key visible ASCII characters, at least one
         * @return this builder
         * @throws IllegalArgumentException if the key is empty or has other characters, which no header can carry
         */
        public Builder apiKey(String key) {
            if (key.isEmpty() || !key.chars().allMatch(character -> character > ' ' && character < 127)) {
                throw new IllegalArgumentException("found an API key that is empty or has other characters than"
                        + " visible ASCII, expected one that a header can carry");
            }
            apiKey = Optional.of(key);
            return this;
        }

        /**
         * Sets {@link ServerOptions#corsOrigins()}.
         *
         * @param origins such as {@code https://example.org}, or {@code *} for all
         * @return this builder
         * @throws IllegalArgumentException if one is no scheme with a host and possibly a port
         */
        public Builder corsOrigins(List<String> origins) {
            for (String origin : origins) {
                if (!origin.matches("\\*|[a-z][a-z0-9+.-]*://[^/?#\\s]+")) {
                    throw new IllegalArgumentException("found the web origin '" + origin
                            + "', expected one such as https://example.org, without a path, or *");
                }
            }
            corsOrigins = List.copyOf(origins);
            return this;
        }

        /**
         * Ends the builder, after checking every bound.
         *
         * @return an immutable copy of what was set
         * @throws IllegalArgumentException if one is out of its range
         */
        public ServerOptions build() {
            return new ServerOptions(this);
        }
    }
}
