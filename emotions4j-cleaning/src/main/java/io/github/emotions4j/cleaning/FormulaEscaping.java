package io.github.emotions4j.cleaning;

import java.util.regex.Pattern;

/**
 * Escapes texts that spreadsheet programs would interpret as formulas (CSV injection). An apostrophe is put before a
 * text that starts with a formula character, and before one that already has such an apostrophe, so that the original
 * text can be restored. Stateless.
 */
final class FormulaEscaping {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private FormulaEscaping() {}

    static String escape(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String unescape(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
