package io.github.emotions4j.cleaning;

import java.util.List;
import java.util.Objects;

/**
 * What cleaning found in a file. Immutable and thread-safe.
 *
 * @param dataset the file's name
 * @param sha256 SHA-256 of the file's bytes, 64 lower-case hexadecimal digits
 * @param examples how many texts the file has
 * @param findings the findings, strongest suggestion first, then by row
 * @param repetition how many texts repeat
 * @param labels what out-of-fold scores say of each label, in id order; none without scores
 */
public record Review(
        String dataset,
        String sha256,
        int examples,
        List<Finding> findings,
        Repetition repetition,
        List<LabelConfidence> labels) {

    /**
     * How many texts repeat.
     *
     * @param repeatedTexts different texts that occur more than once, after normalisation
     * @param copies examples of those texts
     * @param conflictingTexts those with different sets of labels
     * @param nearPairs pairs of different texts that are nearly the same
     * @param conflictingNearPairs those with different sets of labels
     */
    public record Repetition(
            int repeatedTexts, int copies, int conflictingTexts, int nearPairs, int conflictingNearPairs) {}

    /** Copies the lists. */
    public Review {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(repetition, "repetition");
        findings = List.copyOf(findings);
        labels = List.copyOf(labels);
    }

    /**
     * How many findings are of a kind.
     *
     * @param kind the kind
     * @return the number of findings
     */
    public int count(FindingKind kind) {
        return (int) findings.stream()
                .filter(finding -> finding.evidence().kinds().contains(kind))
                .count();
    }

    /**
     * How many findings suggest other labels.
     *
     * @return the number of findings
     */
    public int suggestedChanges() {
        return (int) findings.stream().filter(Finding::suggestsChange).count();
    }
}
