package io.github.emotions4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares what a program printed with what a document shows. */
final class ShownOutput {

    /** INT8 scores differ by as much between kinds of CPUs: last bits of fp32 move activations by a step of 256. */
    private static final double TOLERANCE = 0.02;

    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern BAR = Pattern.compile("[\u2588-\u258f]+");

    private ShownOutput() {}

    static void assertShown(String where, String printed, String shown) {
        assertThat(withoutNumbers(printed)).as(where).isEqualTo(withoutNumbers(shown));
        List<Double> actual = numbers(printed);
        List<Double> expected = numbers(shown);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as(where).isCloseTo(expected.get(i), within(TOLERANCE));
        }
    }

    /** Decimals and bars depend on the score; everything else must be equal. */
    private static String withoutNumbers(String text) {
        return BAR.matcher(DECIMAL.matcher(text).replaceAll("0.0"))
                .replaceAll("|")
                .strip();
    }

    private static List<Double> numbers(String text) {
        return DECIMAL.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }
}
