package io.github.emotions4j.evaluation.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Formats numbers with a fixed number of decimals. */
public final class Decimals {

    private Decimals() {}

    /**
     * Formats with three decimals. An exact half rounds to the even digit, as in the tables of the reference card.
     *
     * @param value any finite number
     * @return such as {@code 0.450}
     */
    public static String three(double value) {
        return fixed(value, 3);
    }

    /**
     * Formats with a fixed number of decimals. An exact half rounds to the even digit.
     *
     * @param value any finite number
     * @param decimals number of decimals
     * @return the digits, without exponent
     */
    public static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /**
     * Formats a threshold with two decimals where that is exact, otherwise with four.
     *
     * @param value the threshold
     * @return such as {@code 0.35} or {@code 0.3512}
     */
    public static String threshold(double value) {
        String twoDecimals = fixed(value, 2);
        return Double.parseDouble(twoDecimals) == value ? twoDecimals : fixed(value, 4);
    }
}
