package io.github.emotions4j.cleaning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The output format of the summary of a review; the findings themselves go to a {@link ReviewFile}. */
public enum ReviewFormat {

    /** An aligned text table. */
    TEXT,

    /** One JSON object. */
    JSON;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Formats the summary of a review.
     *
     * @param review the review
     * @return the formatted text with a line feed at the end
     */
    public String format(Review review) {
        return this == TEXT ? text(review) : json(review);
    }

    private static String text(Review review) {
        StringBuilder text = new StringBuilder();
        Review.Repetition repetition = review.repetition();
        append(text, "texts", review.examples());
        append(text, "texts that occur more than once", repetition.repeatedTexts());
        append(text, "  examples of them", repetition.copies());
        append(text, "  with conflicting labels", repetition.conflictingTexts());
        append(text, "near-duplicate pairs", repetition.nearPairs());
        append(text, "  with different labels", repetition.conflictingNearPairs());
        append(text, "findings", review.findings().size());
        for (FindingKind kind : FindingKind.values()) {
            append(text, "  " + kind.fileName(), review.count(kind));
        }
        append(text, "findings that suggest labels", review.suggestedChanges());
        if (!review.labels().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%-20s %7s %8s %11s %15s %17s %9s %9s\n",
                    "label",
                    "given",
                    "p with",
                    "p without",
                    "surely wrong",
                    "surely missing",
                    "wrong",
                    "missing"));
            review.labels().forEach(label -> append(text, label));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, int count) {
        text.append(String.format(Locale.ROOT, "%-34s %8d\n", name, count));
    }

    private static void append(StringBuilder text, LabelConfidence label) {
        text.append(String.format(
                Locale.ROOT,
                "%-20s %7d %8.3f %11.3f %15d %17d %9d %9d\n",
                label.label(),
                label.given(),
                label.meanWith(),
                label.meanWithout(),
                label.wrong().confident(),
                label.missing().confident(),
                label.wrong().reported(),
                label.missing().reported()));
    }

    private static String json(Review review) {
        Review.Repetition repetition = review.repetition();
        ObjectNode root = MAPPER.createObjectNode()
                .put("name", review.dataset())
                .put("sha256", review.sha256())
                .put("examples", review.examples())
                .put("repeatedTexts", repetition.repeatedTexts())
                .put("copies", repetition.copies())
                .put("conflictingTexts", repetition.conflictingTexts())
                .put("nearPairs", repetition.nearPairs())
                .put("conflictingNearPairs", repetition.conflictingNearPairs());
        ObjectNode findings = root.putObject("findings");
        for (FindingKind kind : FindingKind.values()) {
            findings.put(kind.fileName(), review.count(kind));
        }
        root.put("suggestedChanges", review.suggestedChanges());
        ObjectNode labels = root.putObject("labels");
        review.labels().forEach(label -> put(labels.putObject(label.label()), label));
        return root.toPrettyString() + '\n';
    }

    private static void put(ObjectNode node, LabelConfidence label) {
        node.put("given", label.given())
                .put("meanWith", label.meanWith())
                .put("meanWithout", label.meanWithout())
                .put("confidentlyWrong", label.wrong().confident())
                .put("confidentlyMissing", label.missing().confident())
                .put("wrong", label.wrong().reported())
                .put("missing", label.missing().reported());
    }
}
