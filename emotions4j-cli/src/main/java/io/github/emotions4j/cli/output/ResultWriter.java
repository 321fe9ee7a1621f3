package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.Scores;
import java.io.IOException;

/** Prints classified texts one by one, in constant memory. Not thread-safe. */
public interface ResultWriter {

    /**
     * Prints what comes before the first text.
     *
     * @throws IOException if writing fails
     */
    default void begin() throws IOException {}

    /**
     * Prints one text.
     *
     * @param text the text
     * @param scores its scores
     * @throws IOException if writing fails
     */
    void write(String text, Scores scores) throws IOException;

    /**
     * Prints what comes after the last text.
     *
     * @throws IOException if writing fails
     */
    default void end() throws IOException {}

    /**
     * Hands everything written so far to the reader.
     *
     * @throws IOException if writing fails
     */
    void flush() throws IOException;
}
