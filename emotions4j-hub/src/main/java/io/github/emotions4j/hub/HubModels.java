package io.github.emotions4j.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Models by their id: fetches what a purpose needs into the cache that Python's tools share, and gives the folder.
 *
 * <pre>{@code
 * Path folder = HubModels.ofEnvironment().pull("org/name", FileSelection.classify(), PullListener.silent());
 * }</pre>
 *
 * <p>Immutable and thread-safe; several threads and processes may pull the same model at the same time.
 */
public final class HubModels {

    private final HubOptions options;
    private final HubHttp http;
    private final Sleeper pause;

    private HubModels(HubOptions options, Sleeper pause) {
        this.options = Objects.requireNonNull(options, "options");
        this.pause = pause;
        this.http = new HubHttp(options);
    }

    /**
     * Follows the environment variables of Python's huggingface_hub, as {@link HubOptions#ofEnvironment()} says.
     *
     * @return the models
     * @throws IllegalArgumentException if a variable has a value that makes no sense; the message names it
     */
    public static HubModels ofEnvironment() {
        return ofEnvironment(System.getenv());
    }

    /**
     * Follows the same variables from a map.
     *
     * @param variables names and values
     * @return the models
     * @throws IllegalArgumentException if a variable has a value that makes no sense; the message names it
     */
    public static HubModels ofEnvironment(Map<String, String> variables) {
        return of(HubOptions.ofEnvironment(variables));
    }

    /**
     * Follows options.
     *
     * @param options where models come from and are kept
     * @return the models
     */
    public static HubModels of(HubOptions options) {
        return new HubModels(options, Sleeper.real());
    }

    static HubModels of(HubOptions options, Sleeper pause) {
        return new HubModels(options, pause);
    }

    /**
     * Where models come from and are kept.
     *
     * @return the options
     */
    public HubOptions options() {
        return options;
    }

    /**
     * Fetches a model by its id as users write it; see {@link #pull(HubModelId, FileSelection, PullListener)}.
     *
     * @param id {@code ORG/NAME} or {@code ORG/NAME@REVISION}
     * @param selection which files
     * @param listener told how it goes
     * @return the folder with the files
     * @throws IllegalArgumentException if the id is none
     * @throws HubException if the model cannot be had; the message says why and what to do
     * @throws IOException if the network or the disk fails
     */
    public Path pull(String id, FileSelection selection, PullListener listener) throws IOException {
        return pull(HubModelId.parse(id), selection, listener);
    }

    /**
     * Fetches the files of a model that are not in the cache yet. A branch or tag is looked up each time; a commit never
     * changes, so once its files are here the hub is not asked again. When the hub cannot be reached, and always when the
     * options say {@linkplain HubOptions#offline() offline}, the cache must do. The folder belongs to the cache and may
     * hold links: read it, do not write into it.
     *
     * @param id which model in which version
     * @param selection which files
     * @param listener told how it goes
     * @return the folder with the files
     * @throws HubException if the model cannot be had: unknown, private, gated, not in the cache, damaged on the way, or
     *     without weights that are safe to load; the message says what to do
     * @throws java.io.InterruptedIOException if the thread is interrupted; what has come is kept for the next time
     * @throws IOException if the network fails for good, or the disk
     */
    public Path pull(HubModelId id, FileSelection selection, PullListener listener) throws IOException {
        PullListener serial = new SynchronizedListener(listener);
        RetryPolicy retries = new RetryPolicy(RetryPolicy.ATTEMPTS, pause, serial::noticed);
        HubClient client = new HubClient(http, options.endpoint(), id, retries);
        return new Pull(options, id, selection, client, serial).run();
    }
}
