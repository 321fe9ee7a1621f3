package io.github.emotions4j.cleaning;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What speaks for a finding. Immutable and thread-safe.
 *
 * @param sameText rows with the same text before this one and after it, from 1, ascending
 * @param repeatsEarlier whether one of them stands before this row
 * @param conflict whether one of them has other labels
 * @param similar rows with nearly the same text, by row
 * @param alsoIn names of other datasets that hold the same text
 * @param doubts labels that out-of-fold scores contradict, in id order
 */
public record Evidence(
        List<Integer> sameText,
        boolean repeatsEarlier,
        boolean conflict,
        List<SimilarRow> similar,
        List<String> alsoIn,
        List<LabelIssue> doubts) {

    /** How many rows a line of evidence names; a short text has dozens like it. */
    private static final int SHOWN_ROWS = 10;

    /**
     * A row with nearly the same text.
     *
     * @param row its number, from 1
     * @param similarity Jaccard similarity of four-character shingles, in (0, 1]
     */
    public record SimilarRow(int row, double similarity) {}

    /** Copies the lists. */
    public Evidence {
        sameText = List.copyOf(sameText);
        similar = List.copyOf(similar);
        alsoIn = List.copyOf(alsoIn);
        doubts = List.copyOf(doubts);
    }

    /**
     * What kinds of evidence there are.
     *
     * @return the kinds, possibly none
     */
    public Set<FindingKind> kinds() {
        EnumSet<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        doubts.forEach(doubt -> kinds.add(doubt.kind()));
        addIf(conflict, FindingKind.CONFLICT, kinds);
        addIf(repeatsEarlier, FindingKind.DUPLICATE, kinds);
        addIf(!similar.isEmpty(), FindingKind.NEAR_DUPLICATE, kinds);
        addIf(!alsoIn.isEmpty(), FindingKind.OVERLAP, kinds);
        return kinds;
    }

    /**
     * The evidence for a person to read.
     *
     * @return one line, the parts separated by semicolons
     */
    public String describe() {
        List<String> parts = new ArrayList<>();
        doubts.forEach(doubt -> parts.add(describe(doubt)));
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

    private static String describe(LabelIssue doubt) {
        boolean wrong = doubt.kind() == FindingKind.WRONG;
        return doubt.label() + " likely " + (wrong ? "wrong" : "missing") + ": p " + decimals(doubt.probability(), 3)
                + (wrong ? " <= " : " >= ") + decimals(doubt.threshold(), 3);
    }

    private static String describe(SimilarRow other) {
        return other.row() + " (" + decimals(other.similarity(), 2) + ")";
    }

    private static String rows(List<String> rows) {
        String shown = String.join(", ", rows.subList(0, Math.min(rows.size(), SHOWN_ROWS)));
        String more = rows.size() > SHOWN_ROWS ? " and " + (rows.size() - SHOWN_ROWS) + " more" : "";
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
