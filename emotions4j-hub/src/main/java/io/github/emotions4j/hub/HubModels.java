package io.github.emotions4j.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Downloads models from the hub into the cache that Python's huggingface_hub uses, and returns their folders.
 *
 * <pre>{@code
 * Path folder = HubModels.ofEnvironment().pull("org/name", FileSelection.classify(), PullListener.silent());
 * }</pre>
 *
 * <p>Immutable and thread-safe. Threads and processes can pull the same model at the same time.
 */
public final class HubModels {

    private final HubOptions options;
    private final HubHttp http;
    private final Sleeper sleeper;

    private HubModels(HubOptions options, Sleeper sleeper) {
        this.options = Objects.requireNonNull(options, "options");
        this.sleeper = sleeper;
        this.http = new HubHttp(options);
    }

    /**
     * Uses the environment variables of Python's huggingface_hub, see {@link HubOptions#ofEnvironment()}.
     *
     * @return the models
     * @throws IllegalArgumentException if a variable has an invalid value; the message names it
     */
    public static HubModels ofEnvironment() {
        return ofEnvironment(System.getenv());
    }

    /**
     * Uses the same variables from a map.
     *
     * @param variables names and values
     * @return the models
     * @throws IllegalArgumentException if a variable has an invalid value; the message names it
     */
    public static HubModels ofEnvironment(Map<String, String> variables) {
        return of(HubOptions.ofEnvironment(variables));
    }

    /**
     * Uses the given options.
     *
     * @param options endpoint, cache and network settings
     * @return the models
     */
    public static HubModels of(HubOptions options) {
        return new HubModels(options, Sleeper.system());
    }

    static HubModels of(HubOptions options, Sleeper sleeper) {
        return new HubModels(options, sleeper);
    }

    /**
     * The endpoint, cache and network settings.
     *
     * @return the options
     */
    public HubOptions options() {
        return options;
    }

    /**
     * Pulls a model by its id as text; see {@link #pull(HubModelId, FileSelection, PullListener)}.
     *
     * @param id {@code ORG/NAME} or {@code ORG/NAME@REVISION}
     * @param selection which files
     * @param listener receives the progress
     * @return the folder with the files
     * @throws IllegalArgumentException if the text is no valid id
     * @throws HubException if the model is not available; the message says why and what to do
     * @throws IOException if the network or the disk fails
     */
    public Path pull(String id, FileSelection selection, PullListener listener) throws IOException {
        return pull(HubModelId.parse(id), selection, listener);
    }

    /**
     * Downloads the files of a model that the cache does not have. For a branch or a tag the hub is asked each time.
     * For a commit it is not asked once the cache has all files. If the hub cannot be reached, or the options are
     * {@linkplain HubOptions#offline() offline}, the files come from the cache alone. The folder belongs to the cache
     * and can contain links: read it, but do not write to it.
     *
     * @param id the model and its revision
     * @param selection which files
     * @param listener receives the progress
     * @return the folder with the files
     * @throws HubException if the model is unknown, private, gated, not in the cache or damaged, or has no weights that
     *     are safe to load; the message says what to do
     * @throws java.io.InterruptedIOException if the thread is interrupted; partial downloads stay in the cache
     * @throws IOException if the network keeps failing, or the disk fails
     */
    public Path pull(HubModelId id, FileSelection selection, PullListener listener) throws IOException {
        PullListener synchronizedListener = new SynchronizedListener(listener);
        RetryPolicy retryPolicy = new RetryPolicy(RetryPolicy.MAX_ATTEMPTS, sleeper, synchronizedListener::noticed);
        HubClient client = new HubClient(http, options.endpoint(), id, retryPolicy);
        return new Pull(options, id, selection, client, synchronizedListener).run();
    }
}
