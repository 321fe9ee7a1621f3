package io.github.emotions4j.cleaning;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The evidence for a finding. Immutable and thread-safe.
 *
 * @param sameText the other rows with the same text, from 1, ascending
 * @param repeatsEarlier whether one of these rows comes before this row
 * @param conflict whether one of these rows has other labels
 * @param similar the rows with near-duplicate texts, in row order
 * @param alsoIn the names of other datasets that contain the same text
 * @param labelIssues labels that contradict the out-of-fold scores, in id order
 */
public record Evidence(
        List<Integer> sameText,
        boolean repeatsEarlier,
        boolean conflict,
        List<SimilarRow> similar,
        List<String> alsoIn,
        List<LabelIssue> labelIssues) {

    /** The maximum number of rows in a description; a short text can have dozens of near-duplicates. */
    private static final int MAX_LISTED_ROWS = 10;

    /**
     * A row with a near-duplicate text.
     *
     * @param row its number, from 1
     * @param similarity Jaccard similarity of four-character shingles, in (0, 1]
     */
    public record SimilarRow(int row, double similarity) {}

    /** Makes evidence; the lists are copied. */
    public Evidence {
        sameText = List.copyOf(sameText);
        similar = List.copyOf(similar);
        alsoIn = List.copyOf(alsoIn);
        labelIssues = List.copyOf(labelIssues);
    }

    /**
     * The kinds of evidence.
     *
     * @return the kinds, possibly empty
     */
    public Set<FindingKind> kinds() {
        EnumSet<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        labelIssues.forEach(issue -> kinds.add(issue.kind()));
        addIf(conflict, FindingKind.CONFLICT, kinds);
        addIf(repeatsEarlier, FindingKind.DUPLICATE, kinds);
        addIf(!similar.isEmpty(), FindingKind.NEAR_DUPLICATE, kinds);
        addIf(!alsoIn.isEmpty(), FindingKind.OVERLAP, kinds);
        return kinds;
    }

    /**
     * Describes the evidence in one line.
     *
     * @return the parts, separated by semicolons
     */
    public String describe() {
        List<String> parts = new ArrayList<>();
        labelIssues.forEach(issue -> parts.add(describe(issue)));
        if (!sameText.isEmpty()) {
            parts.add("same text as "
                    + rows(sameText.stream().map(String::valueOf).toList())
                    + (conflict ? " with other labels" : ""));
        }
        if (!similar.isEmpty()) {
            parts.add("like " + rows(similar.stream().map(Evidence::describe).toList()));
        }
        if (!alsoIn.isEmpty()) {
            parts.add("also in " + String.join(", ", alsoIn));
        }
        return String.join("; ", parts);
    }

    private static String describe(LabelIssue issue) {
        boolean wrong = issue.kind() == FindingKind.WRONG;
        return issue.label() + " likely " + (wrong ? "wrong" : "missing") + ": p " + decimals(issue.probability(), 3)
                + (wrong ? " <= " : " >= ") + decimals(issue.threshold(), 3);
    }

    private static String describe(SimilarRow other) {
        return other.row() + " (" + decimals(other.similarity(), 2) + ")";
    }

    private static String rows(List<String> rows) {
        String shown = String.join(", ", rows.subList(0, Math.min(rows.size(), MAX_LISTED_ROWS)));
        String more = rows.size() > MAX_LISTED_ROWS ? " and " + (rows.size() - MAX_LISTED_ROWS) + " more" : "";
        return (rows.size() == 1 ? "row " : "rows ") + shown + more;
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static void addIf(boolean holds, FindingKind kind, Set<FindingKind> kinds) {
        if (holds) {
            kinds.add(kind);
        }
    }
}
