package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds label issues in out-of-fold scores by confident learning. Each label is a binary problem of its own ("has the
 * label" and "does not have it"), as in cleanlab's support for multi-label data.
 *
 * <p>The threshold of a class is the mean self-confidence of its texts (equation 2 of the paper): {@code t1}, the mean
 * of {@code p} over texts with the label, and {@code t0}, the mean of {@code 1 - p} over texts without it. The
 * confident joint counts a text for the class whose threshold its self-confidence reaches, or for the more probable
 * class if it reaches both (equation 1). Texts off the diagonal of the joint are likely mislabelled (method {@code
 * C_confusion} of the paper). For each label they are ranked by self-confidence and cut off at a share of the label's
 * texts. With two classes, self-confidence gives the same order as the normalized margin. As in cleanlab, a missing
 * label is suggested only if its probability is above 0.5. Source: Northcutt et al. 2021, Confident Learning:
 * Estimating Uncertainty in Dataset Labels (<a href="https://arxiv.org/abs/1911.00068">paper</a>).
 *
 * <p>The score of an issue is the distance from the threshold to {@code p}, relative to the distance from the threshold
 * to certainty: {@code (p - t1) / (1 - t1)} for a missing label and {@code (m - p) / m} for a wrong one, where {@code m
 * = 1 - t0} is the mean of {@code p} over texts without the label. It makes labels of different frequency comparable
 * and keeps the order within a label. This score is not from the paper.
 *
 * <p>Not thread-safe.
 */
final class ConfidentLearning {

    private final Dataset dataset;
    private final ScoreMatrix scores;
    private final CleaningOptions options;
    private final Map<Integer, List<LabelIssue>> issues = new HashMap<>();

    private ConfidentLearning(Dataset dataset, ScoreMatrix scores, CleaningOptions options) {
        this.dataset = dataset;
        this.scores = scores;
        this.options = options;
    }

    /**
     * Finds the label issues of a dataset.
     *
     * @param dataset the examples
     * @param scores their out-of-fold scores
     * @param options which issues are reported
     * @return the issues
     * @throws IllegalArgumentException if the scores have other labels or another number of examples
     */
    static LabelIssues findIssues(Dataset dataset, ScoreMatrix scores, CleaningOptions options) {
        if (!scores.labels().equals(dataset.labels()) || scores.exampleCount() != dataset.size()) {
            throw new IllegalArgumentException("found " + scores + " of labels "
                    + scores.labels().names() + ", expected scores of the " + dataset.size() + " examples of '"
                    + dataset.name() + "' for " + dataset.labels().names());
        }
        ConfidentLearning learning = new ConfidentLearning(dataset, scores, options);
        List<LabelConfidence> labels = new ArrayList<>();
        for (int label = 0; label < dataset.labels().size(); label++) {
            labels.add(learning.new OneLabel(label).findIssues());
        }
        return new LabelIssues(labels, learning.issues);
    }

    /** The texts with and without one label. */
    private final class OneLabel {

        private final int label;
        private final int[] with;
        private final int[] without;
        private final double meanWith;
        private final double meanWithout;

        OneLabel(int label) {
            this.label = label;
            IntPredicate has =
                    example -> dataset.examples().get(example).labelIds().contains(label);
            this.with = IntStream.range(0, dataset.size()).filter(has).toArray();
            this.without =
                    IntStream.range(0, dataset.size()).filter(has.negate()).toArray();
            this.meanWith = mean(with);
            this.meanWithout = mean(without);
        }

        LabelConfidence findIssues() {
            int[] wrong = IntStream.of(with).filter(this::isConfidentlyWithout).toArray();
            int[] missing =
                    IntStream.of(without).filter(this::isConfidentlyWith).toArray();
            int limit = with.length < options.minExamples() ? 0 : (int) (options.maxShare() * with.length);
            int wrongReported = report(wrong, FindingKind.WRONG, limit);
            int[] likelyMissing = IntStream.of(missing)
                    .filter(example -> probability(example) > 0.5)
                    .toArray();
            int missingReported = report(likelyMissing, FindingKind.MISSING, limit);
            return new LabelConfidence(
                    dataset.labels().name(label),
                    with.length,
                    meanWith,
                    meanWithout,
                    new LabelConfidence.IssueCounts(wrong.length, wrongReported),
                    new LabelConfidence.IssueCounts(missing.length, missingReported));
        }

        private int report(int[] examples, FindingKind kind, int limit) {
            Comparator<Integer> worstFirst = Comparator.<Integer>comparingDouble(example -> score(example, kind))
                    .reversed();
            List<Integer> reported = IntStream.of(examples)
                    .boxed()
                    .sorted(worstFirst)
                    .limit(limit)
                    .toList();
            reported.forEach(example ->
                    issues.computeIfAbsent(example, first -> new ArrayList<>()).add(issue(example, kind)));
            return reported.size();
        }

        private LabelIssue issue(int example, FindingKind kind) {
            double threshold = kind == FindingKind.MISSING ? meanWith : meanWithout;
            return new LabelIssue(
                    dataset.labels().name(label), kind, probability(example), threshold, score(example, kind));
        }

        private double score(int example, FindingKind kind) {
            double p = probability(example);
            if (kind == FindingKind.MISSING) {
                return meanWith < 1 ? (p - meanWith) / (1 - meanWith) : 1;
            }
            return meanWithout > 0 ? (meanWithout - p) / meanWithout : 1;
        }

        /** Whether the confident joint counts the text for the class with the label. */
        private boolean isConfidentlyWith(int example) {
            double p = probability(example);
            return with.length > 0 && p >= meanWith && (p > meanWithout || p > 0.5);
        }

        private boolean isConfidentlyWithout(int example) {
            double p = probability(example);
            return without.length > 0 && p <= meanWithout && (p < meanWith || p < 0.5);
        }

        private double probability(int example) {
            return scores.score(example, label);
        }

        private double mean(int[] examples) {
            return IntStream.of(examples)
                    .mapToDouble(this::probability)
                    .average()
                    .orElse(0);
        }
    }
}
