package io.github.emotions4j.hub;

/**
 * Receives the progress of a pull. Files are downloaded in parallel, but the calls are synchronized. The default
 * methods do nothing.
 */
public interface PullListener {

    /**
     * A listener that does nothing.
     *
     * @return the listener
     */
    static PullListener silent() {
        return new PullListener() {};
    }

    /**
     * Reports a wait for the server or for another process, or the use of the cache because the hub cannot be reached.
     *
     * @param message one line
     */
    default void noticed(String message) {}

    /**
     * Reports files that will be downloaded; called again when the shards of the weights become known.
     *
     * @param files the number of additional files
     * @param bytes their size in bytes
     */
    default void planned(int files, long bytes) {}

    /**
     * Reports downloaded bytes.
     *
     * @param bytes their number; negative if a download restarts
     */
    default void advanced(long bytes) {}

    /**
     * Reports a file that is complete and has the right hash.
     *
     * @param name its name in the model
     * @param bytes its size
     */
    default void fileDone(String name, long bytes) {}
}
