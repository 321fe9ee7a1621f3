package io.github.emotions4j.cleaning;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which texts are compared: NFKC, lower case, white space collapsed to one space and trimmed. Stateless.
 */
final class NormalizedText {

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private NormalizedText() {}

    static String of(String text) {
        String normalized = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return WHITE_SPACE.matcher(normalized).replaceAll(" ").strip();
    }
}
