package io.github.emotions4j.benchmarks.peers;

/** Hears what a long job is at. */
@FunctionalInterface
public interface Progress {

    /**
     * Something begins or is done.
     *
     * @param message a line for people
     */
    void report(String message);
}
