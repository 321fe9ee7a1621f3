package io.github.emotions4j.cli.output;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Formats a score with all digits: the float widened to a double, in the fewest digits that give the same double, as
 * in {@code 0.6783005595207214} or {@code 4.5e-05}. Python, and so Hugging Face, prints the same. The result does not
 * depend on the Java version.
 */
final class ScoreText {

    private static final double SMALLEST_PLAIN = 1e-4;

    private ScoreText() {}

    static String of(float score) {
        // Double.toString gives a digit too many at times before Java 19.
        String digits = NumberOutput.toString((double) score, true);
        int exponentMark = digits.indexOf('E');
        if (exponentMark < 0) {
            return digits;
        }
        return score >= SMALLEST_PLAIN ? new BigDecimal(digits).toPlainString() : scientific(digits, exponentMark);
    }

    // Java: 4.0E-5; Python: 4e-05.
    private static String scientific(String digits, int exponentMark) {
        String mantissa = digits.substring(0, exponentMark);
        String shortMantissa = mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa;
        int exponent = -Integer.parseInt(digits.substring(exponentMark + 1));
        return shortMantissa + "e-" + (exponent < 10 ? "0" : "") + exponent;
    }
}
