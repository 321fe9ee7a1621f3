package io.github.emotions4j.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where models come from and where they are kept.
 *
 * @param cache the folder that Python calls {@code HF_HUB_CACHE}; made when something is fetched
 * @param endpoint the hub, {@code http} or {@code https}, without a slash at its end
 * @param token what the hub knows the user by; sent to the endpoint's own scheme, host and port alone
 * @param offline whether the cache must do
 * @param symbolicLinks whether snapshots may link to the files of the cache; without, they hold the files themselves
 * @param parallelFiles how many files are fetched at the same time, from 1 to 64
 * @param patience how long a server may stay silent, in the middle of a file too; more than zero
 */
public record HubOptions(
        Path cache,
        URI endpoint,
        Optional<AccessToken> token,
        boolean offline,
        boolean symbolicLinks,
        int parallelFiles,
        Duration patience) {

    private static final int MOST_PARALLEL_FILES = 64;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the endpoint is no address of a web server or a number is out of its range
     */
    public HubOptions {
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(token, "token");
        if (!WebAddress.isOfServer(endpoint)) {
            throw new IllegalArgumentException("hub endpoint is '" + WebAddress.shown(endpoint)
                    + "', expected an address with http or https and a host, such as https://huggingface.co");
        }
        if (parallelFiles < 1 || parallelFiles > MOST_PARALLEL_FILES) {
            throw new IllegalArgumentException(
                    "parallelFiles is " + parallelFiles + ", expected a value from 1 to " + MOST_PARALLEL_FILES);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience is " + patience + ", expected more than zero");
        }
    }

    /**
     * Reads the variables that Python's huggingface_hub reads: {@code HF_HOME}, {@code HF_HUB_CACHE}, {@code HF_ENDPOINT},
     * {@code HF_TOKEN}, {@code HF_TOKEN_PATH}, {@code HF_HUB_OFFLINE}, {@code HF_HUB_DISABLE_IMPLICIT_TOKEN},
     * {@code HF_HUB_DISABLE_SYMLINKS}, and the older names of the same. Without {@code HF_TOKEN} the token is read from
     * the file that {@code hf auth login} writes.
     *
     * @return the options of this process
     * @throws IllegalArgumentException if a variable has a value that makes no sense; the message names it
     */
    public static HubOptions ofEnvironment() {
        return ofEnvironment(System.getenv());
    }

    /**
     * Reads the same variables from a map.
     *
     * @param variables names and values
     * @return the options
     * @throws IllegalArgumentException if a variable has a value that makes no sense; the message names it
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
        return new HubOptions(folder, endpoint, token, offline, symbolicLinks, parallelFiles, patience);
    }

    /**
     * The same options, with or without network.
     *
     * @param only whether the cache must do
     * @return the options
     */
    public HubOptions withOffline(boolean only) {
        return new HubOptions(cache, endpoint, token, only, symbolicLinks, parallelFiles, patience);
    }

    /**
     * The same options with another patience.
     *
     * @param longest how long a server may stay silent
     * @return the options
     * @throws IllegalArgumentException if it is not more than zero
     */
    public HubOptions withPatience(Duration longest) {
        return new HubOptions(cache, endpoint, token, offline, symbolicLinks, parallelFiles, longest);
    }
}
