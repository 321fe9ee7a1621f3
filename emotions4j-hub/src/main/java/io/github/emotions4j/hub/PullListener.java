package io.github.emotions4j.hub;

/**
 * Is told how a pull goes. Files come in parallel, but calls come one at a time. All methods do nothing unless overridden.
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
     * Something worth knowing: a wait, another process at the same file, a cache that stands in for an unreachable hub.
     *
     * @param message one line
     */
    default void noticed(String message) {}

    /**
     * More is to be fetched than was known before.
     *
     * @param files how many more files
     * @param bytes how many more bytes
     */
    default void planned(int files, long bytes) {}

    /**
     * Bytes have come.
     *
     * @param bytes how many; negative when a file has to start again
     */
    default void advanced(long bytes) {}

    /**
     * A file is complete and checked.
     *
     * @param name its name in the model
     * @param bytes its size
     */
    default void fileDone(String name, long bytes) {}
}
