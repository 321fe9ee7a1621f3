package io.github.emotions4j.cleaning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * A review as one self-contained HTML file with statistics per label and a table of all findings that can be searched,
 * filtered by label and kind, and sorted. It has a light and a dark theme and loads nothing from a server. The table is
 * paginated, so that it stays fast with tens of thousands of findings.
 *
 * <p>Immutable and thread-safe.
 */
public final class ReviewPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Review review;

    private ReviewPage(Review review) {
        this.review = review;
    }

    /**
     * Makes a page.
     *
     * @param review the review to show
     * @return the page
     */
    public static ReviewPage of(Review review) {
        return new ReviewPage(Objects.requireNonNull(review, "review"));
    }

    /**
     * Writes the page atomically.
     *
     * @param file the file to write or replace
     * @throws IOException if writing fails; then the file is unchanged
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, toHtml());
    }

    /**
     * Formats the page.
     *
     * @return an HTML document
     */
    public String toHtml() {
        String name = escaped(review.dataset());
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Review of " + name + "</title><style>" + resource("review.css") + "</style></head><body>\n"
                + "<h1>Review of " + name + "</h1>\n<p class=\"note\">" + review.examples() + " texts, "
                + review.findings().size() + " with findings, " + review.suggestedChanges()
                + " with suggested labels, SHA-256 <code>" + escaped(review.sha256()) + "</code></p>\n"
                + repetition() + labels() + findings()
                + "<script type=\"application/json\" id=\"data\">" + data() + "</script>\n"
                + "<script>" + resource("review.js") + "</script></body></html>\n";
    }

    private String repetition() {
        Review.Repetition counts = review.repetition();
        return "<p>" + counts.repeatedTexts() + " texts occur more than once, in " + counts.copies() + " examples; "
                + counts.conflictingTexts() + " of them with different labels. " + counts.nearPairs()
                + " pairs are near-duplicates, " + counts.conflictingNearPairs()
                + " of them with different labels.</p>\n";
    }

    private String labels() {
        if (review.labels().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(
                "<details><summary>What out-of-fold scores say of each label</summary>\n<p class=\"note\">"
                        + "p with, p without: mean probability of the texts that have the label and of those that do"
                        + " not,"
                        + " which are the thresholds. Surely wrong, surely missing: off-diagonals of the confident"
                        + " joint. Suggested: how many of them are among the findings.</p>\n"
                        + "<div class=\"scroll\"><table><thead><tr><th>label</th><th>given</th><th>p with</th>"
                        + "<th>p without</th><th>surely wrong</th><th>suggested</th><th>surely missing</th>"
                        + "<th>suggested</th></tr></thead><tbody>\n");
        review.labels().forEach(label -> html.append(row(label)));
        return html.append("</tbody></table></div></details>\n").toString();
    }

    private static String row(LabelConfidence label) {
        return String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td>%d</td><td>%.3f</td><td>%.3f</td><td>%d</td><td>%d</td><td>%d</td><td>%d</td></tr>"
                        + "\n",
                escaped(label.label()),
                label.given(),
                label.meanWith(),
                label.meanWithout(),
                label.wrong().confident(),
                label.wrong().reported(),
                label.missing().confident(),
                label.missing().reported());
    }

    private static String findings() {
        return "<h2>Findings</h2>\n<form id=\"filters\">"
                + "<label>Search <input id=\"search\" type=\"search\" placeholder=\"text, id or row\"></label> "
                + "<label>Label <select id=\"label\"><option value=\"\">any</option></select></label> "
                + "<label>Evidence <select id=\"kind\"><option value=\"\">any</option></select></label> "
                + "<label><input id=\"changes\" type=\"checkbox\"> with suggested labels only</label></form>\n"
                + "<p class=\"note\"><span id=\"count\"></span> <button id=\"previous\" type=\"button\">"
                + "previous</button>"
                + " <span id=\"place\"></span> <button id=\"next\" type=\"button\">next</button></p>\n"
                + "<div class=\"scroll\"><table id=\"findings\"><thead><tr><th data-key=\"row\">row</th>"
                + "<th data-key=\"text\">text</th><th data-key=\"given\">given</th>"
                + "<th data-key=\"suggested\">suggested</th><th data-key=\"evidence\">evidence</th>"
                + "<th data-key=\"score\" aria-sort=\"descending\">score</th></tr></thead><tbody></tbody></table>"
                + "</div>\n"
                + "<noscript><p>The findings are drawn by a script in this file; review.tsv holds them too.</p>"
                + "</noscript>\n";
    }

    /** The findings as JSON, escaped so that no text can end the script element. */
    private String data() {
        ArrayNode findings = JSON.createArrayNode();
        review.findings().forEach(finding -> put(findings.addObject(), finding));
        return findings.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static void put(ObjectNode node, Finding finding) {
        node.put("row", finding.row()).put("id", finding.id()).put("text", finding.text());
        finding.given().forEach(node.putArray("given")::add);
        finding.suggested().forEach(node.putArray("suggested")::add);
        ArrayNode kinds = node.putArray("kinds");
        finding.evidence().kinds().forEach(kind -> kinds.add(kind.fileName()));
        node.put("evidence", finding.evidence().describe()).put("score", Math.round(finding.score() * 1e4) / 1e4);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (InputStream bytes = ReviewPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(bytes, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name + " of the page from the class path", unreadable);
        }
    }
}
