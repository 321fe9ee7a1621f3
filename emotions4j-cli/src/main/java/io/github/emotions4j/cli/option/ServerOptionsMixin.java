package io.github.emotions4j.cli.option;

import io.github.emotions4j.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a server: address, access and limits. */
public final class ServerOptionsMixin {

    private static final ServerOptions DEFAULTS = ServerOptions.defaults();
    private static final String KEY_VARIABLE = "EMOTIONS4J_API_KEY";

    /** Where the key comes from. */
    static final class Key {

        @Option(
                names = "--api-key",
                paramLabel = "KEY",
                description = "Require 'Authorization: Bearer KEY'. Other users of this machine can read it from the"
                        + " list of processes; --api-key-file and the variable " + KEY_VARIABLE + " are safer.")
        private @Nullable String key;

        @Option(
                names = "--api-key-file",
                paramLabel = "F",
                description = "Require the key on the first line of this file.")
        private @Nullable Path file;
    }

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on. Default: 127.0.0.1, which other machines cannot reach; 0.0.0.0 is"
                    + " every address of this machine.")
    private String host = DEFAULTS.host();

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on, 0 for any. Default: 8080.")
    private int port = DEFAULTS.port();

    @ArgGroup(exclusive = true)
    private Key key = new Key();

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description = "Let pages of this web origin call the server, such as https://example.org, or * for all."
                    + " May be repeated. Default: none.")
    private List<String> corsOrigins = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = NumberConverters.Seconds.class,
            description = "Deadline of a request; a later one gets 504. Default: 30.")
    private Duration timeout = DEFAULTS.timeout();

    @Option(
            names = "--queue-tokens",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Bound of the queue in tokens. A request counts for 16 to 256; one that does not fit gets"
                    + " 429 at once. More tokens mean fewer refusals and longer waits; at most 65536. Default: 1024.")
    private int queueTokens = DEFAULTS.queueTokens();

    @Option(
            names = "--max-body-bytes",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Longest body of a request, else 413. Default: 2000000.")
    private int maxBodyBytes = DEFAULTS.maxBodyBytes();

    @Option(
            names = "--max-texts",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Most texts of a request, else 413. Default: 1000.")
    private int maxTexts = DEFAULTS.maxTextsPerRequest();

    @Option(
            names = "--max-characters",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Longest text, else 413. Default: 100000.")
    private int maxCharacters = DEFAULTS.maxCharactersPerText();

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            converter = NumberConverters.Count.class,
            description = "Most open connections; further ones wait. Default: 512.")
    private int maxConnections = DEFAULTS.maxConnections();

    @Option(
            names = "--header-timeout",
            paramLabel = "SECONDS",
            converter = NumberConverters.Seconds.class,
            description = "Close connections whose headers take longer. Default: 10.")
    private Duration headerTimeout = DEFAULTS.headerTimeout();

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            converter = NumberConverters.Seconds.class,
            description = "Close connections that are silent for longer. Default: 60.")
    private Duration idleTimeout = DEFAULTS.idleTimeout();

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            converter = NumberConverters.Seconds.class,
            description = "When stopped, wait so long for the requests under way. Default: 30.")
    private Duration stopTimeout = DEFAULTS.stopTimeout();

    /**
     * The options as the library takes them.
     *
     * @param environment may hold the key
     * @return the options
     * @throws IllegalArgumentException if one is out of its range
     * @throws IOException if the file of the key cannot be read
     */
    public ServerOptions toOptions(Map<String, String> environment) throws IOException {
        ServerOptions.Builder options = ServerOptions.builder()
                .host(host)
                .port(port)
                .corsOrigins(corsOrigins)
                .timeout(timeout)
                .queueTokens(queueTokens)
                .maxBodyBytes(maxBodyBytes)
                .maxTextsPerRequest(maxTexts)
                .maxCharactersPerText(maxCharacters)
                .maxConnections(maxConnections)
                .headerTimeout(headerTimeout)
                .idleTimeout(idleTimeout)
                .stopTimeout(stopTimeout);
        String given = key(environment);
        return given == null ? options.build() : options.apiKey(given).build();
    }

    private @Nullable String key(Map<String, String> environment) throws IOException {
        if (key.file != null) {
            return Files.readString(key.file).lines().findFirst().orElse("").strip();
        }
        return key.key != null ? key.key : environment.get(KEY_VARIABLE);
    }
}
