package io.github.emotions4j.cleaning;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheet programs from running a text as a formula: an apostrophe goes before a text that starts with one of the
 * signs that start formulas, and before one that already has such an apostrophe, so that nothing is lost. Stateless.
 */
final class FormulaEscaping {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private FormulaEscaping() {}

    static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String unguarded(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
