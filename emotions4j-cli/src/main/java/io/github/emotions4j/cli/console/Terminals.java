package io.github.emotions4j.cli.console;

/**
 * Which standard streams are terminals.
 *
 * @param input whether standard input is one
 * @param output whether standard output is one
 * @param error whether standard error is one
 */
public record Terminals(boolean input, boolean output, boolean error) {

    /** The system property in which the launcher lists the descriptors that are terminals, as in {@code 02}. */
    static final String PROPERTY = "emotions.terminals";

    /**
     * No stream is a terminal.
     *
     * @return three times false
     */
    public static Terminals none() {
        return new Terminals(false, false, false);
    }

    /**
     * Takes the launcher's word, because Java cannot ask for one stream alone; without a launcher none is a terminal.
     *
     * @return which streams are terminals
     */
    static Terminals detect() {
        return ofDescriptors(System.getProperty(PROPERTY, ""));
    }

    static Terminals ofDescriptors(String descriptors) {
        return new Terminals(descriptors.contains("0"), descriptors.contains("1"), descriptors.contains("2"));
    }
}
