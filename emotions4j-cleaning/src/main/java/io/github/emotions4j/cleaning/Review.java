package io.github.emotions4j.cleaning;

import java.util.List;
import java.util.Objects;

/**
 * The findings in a file. Immutable and thread-safe.
 *
 * @param dataset the file's name
 * @param sha256 SHA-256 of the file's bytes, 64 lower-case hexadecimal digits
 * @param examples the number of texts in the file
 * @param findings the findings, highest score first, then by row
 * @param repetition the number of repeated texts
 * @param labels the out-of-fold confidence in each label, in id order; empty without out-of-fold scores
 */
public record Review(
        String dataset,
        String sha256,
        int examples,
        List<Finding> findings,
        Repetition repetition,
        List<LabelConfidence> labels) {

    /**
     * The number of repeated texts.
     *
     * @param repeatedTexts distinct texts that occur more than once, after normalization
     * @param copies examples of these texts
     * @param conflictingTexts those of the repeated texts with different label sets
     * @param nearPairs pairs of near-duplicate texts
     * @param conflictingNearPairs those of the pairs with different label sets
     */
    public record Repetition(
            int repeatedTexts, int copies, int conflictingTexts, int nearPairs, int conflictingNearPairs) {}

    /** Makes a review; the lists are copied. */
    public Review {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(repetition, "repetition");
        findings = List.copyOf(findings);
        labels = List.copyOf(labels);
    }

    /**
     * Counts the findings of a kind.
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
     * Counts the findings that suggest other labels.
     *
     * @return the number of findings
     */
    public int suggestedChanges() {
        return (int) findings.stream().filter(Finding::suggestsChange).count();
    }
}
