package io.github.emotions4j.dataset;

/** A file contains a label that is not in the expected label set. */
public final class UnknownLabelException extends DatasetFormatException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong: what was found, what was expected, file and line
     */
    public UnknownLabelException(String message) {
        super(message);
    }
}
