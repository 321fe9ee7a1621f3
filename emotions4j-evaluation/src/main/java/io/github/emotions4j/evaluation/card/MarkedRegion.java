package io.github.emotions4j.evaluation.card;

import java.util.Optional;

/**
 * The part of a card between two marker lines. It is replaced while everything around it stays.
 *
 * @param start the marker line before the part
 * @param end the marker line after it
 */
record MarkedRegion(String start, String end) {

    /** The {@code model-index} in the front matter. */
    static final MarkedRegion MODEL_INDEX =
            new MarkedRegion("# emotions4j: scores, written anew with new thresholds", "# emotions4j: end of scores");

    /** The section of the scores. */
    static final MarkedRegion SCORES = new MarkedRegion(
            "<!-- emotions4j: scores, written anew with new thresholds -->", "<!-- emotions4j: end of scores -->");

    /** The content between the two markers, ended by a line feed. */
    String around(String content) {
        String inner = content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
        return start + "\n" + inner + end + "\n";
    }

    /** The text with the content of this part replaced, or empty when the text has no such part. */
    Optional<String> replacedIn(String text, String content) {
        int from = text.indexOf(start);
        int to = from < 0 ? -1 : text.indexOf(end, from);
        if (to < 0) {
            return Optional.empty();
        }
        String region = around(content);
        return Optional.of(
                text.substring(0, from) + region.substring(0, region.length() - 1) + text.substring(to + end.length()));
    }
}
