package io.github.emotions4j.training;

/** Refuses option values outside their range, in one wording. Stateless. */
final class OptionCheck {

    private OptionCheck() {}

    static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + found + ", expected " + expected);
        }
    }
}
