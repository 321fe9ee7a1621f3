package io.github.emotions4j.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Endpoint, cache and network settings. Immutable and thread-safe.
 *
 * @param cache the folder that Python calls {@code HF_HUB_CACHE}; created by the first download
 * @param endpoint the hub's address, {@code http} or {@code https}, without a slash at the end
 * @param token the user's access token; sent only to the scheme, host and port of the endpoint
 * @param offline whether to use the cache alone, without network access
 * @param symbolicLinks whether snapshots link to the blobs of the cache; if not, they contain copies
 * @param parallelFiles how many files are downloaded at the same time, from 1 to 64
 * @param timeout connection and read timeout, more than zero
 */
public record HubOptions(
        Path cache,
        URI endpoint,
        Optional<AccessToken> token,
        boolean offline,
        boolean symbolicLinks,
        int parallelFiles,
        Duration timeout) {

    private static final int MAX_PARALLEL_FILES = 64;

    /**
     * Makes the options.
     *
     * @throws IllegalArgumentException if the endpoint is no HTTP address, or a value is outside its range
     */
    public HubOptions {
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(token, "token");
        if (!WebAddress.isOfServer(endpoint)) {
            throw new IllegalArgumentException("hub endpoint is '" + WebAddress.shown(endpoint)
                    + "', expected an address with http or https and a host, such as https://huggingface.co");
        }
        if (parallelFiles < 1 || parallelFiles > MAX_PARALLEL_FILES) {
            throw new IllegalArgumentException(
                    "parallelFiles is " + parallelFiles + ", expected a value from 1 to " + MAX_PARALLEL_FILES);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
        }
    }

    /**
     * Reads the environment variables of Python's huggingface_hub: {@code HF_HOME}, {@code HF_HUB_CACHE},
     * {@code HF_ENDPOINT}, {@code HF_TOKEN}, {@code HF_TOKEN_PATH}, {@code HF_HUB_OFFLINE},
     * {@code HF_HUB_DISABLE_IMPLICIT_TOKEN}, {@code HF_HUB_DISABLE_SYMLINKS} and their older names. Without
     * {@code HF_TOKEN} the token comes from the file that {@code hf auth login} writes.
     *
     * @return the options of this process
     * @throws IllegalArgumentException if a variable has an invalid value; the message names it
     */
    public static HubOptions ofEnvironment() {
        return ofEnvironment(System.getenv());
    }

    /**
     * Reads the same variables from a map.
     *
     * @param variables names and values
     * @return the options
     * @throws IllegalArgumentException if a variable has an invalid value; the message names it
     */
    public static HubOptions ofEnvironment(Map<String, String> variables) {
        return new HubEnvironment(variables).options();
    }

    /**
     * The same options with another cache.
     *
     * @param folder the cache
     * @return the options
     */
    public HubOptions withCache(Path folder) {
        return new HubOptions(folder, endpoint, token, offline, symbolicLinks, parallelFiles, timeout);
    }

    /**
     * The same options, with or without network.
     *
     * @param cacheOnly whether to use the cache alone
     * @return the options
     */
    public HubOptions withOffline(boolean cacheOnly) {
        return new HubOptions(cache, endpoint, token, cacheOnly, symbolicLinks, parallelFiles, timeout);
    }

    /**
     * The same options with another timeout.
     *
     * @param duration connection and read timeout
     * @return the options
     * @throws IllegalArgumentException if it is not more than zero
     */
    public HubOptions withTimeout(Duration duration) {
        return new HubOptions(cache, endpoint, token, offline, symbolicLinks, parallelFiles, duration);
    }
}
