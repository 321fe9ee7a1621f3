package io.github.emotions4j.evaluation.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prints figures with a fixed number of decimals. */
public final class Decimals {

    private Decimals() {}

    /** Three decimals; an exact half goes to the even digit, as in the tables of the reference card. */
    public static String three(double value) {
        return fixed(value, 3);
    }

    public static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Two decimals where they say it all, else four. */
    public static String threshold(double value) {
        String twoDecimals = fixed(value, 2);
        return Double.parseDouble(twoDecimals) == value ? twoDecimals : fixed(value, 4);
    }
}
