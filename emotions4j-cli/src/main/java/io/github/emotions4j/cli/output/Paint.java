package io.github.emotions4j.cli.output;

/** Colours for a terminal, or none. */
enum Paint {
    COLOURED("\033[1m", "\033[36m", "\033[0m"),
    PLAIN("", "", "");

    private final String strong;
    private final String accent;
    private final String reset;

    Paint(String strong, String accent, String reset) {
        this.strong = strong;
        this.accent = accent;
        this.reset = reset;
    }

    static Paint of(boolean coloured) {
        return coloured ? COLOURED : PLAIN;
    }

    String strong(String text) {
        return strong + text + reset;
    }

    String accent(String text) {
        return accent + text + reset;
    }
}
