package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.ScoreMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Labels that out-of-fold scores contradict, by confident learning: each label is a question of its own with the two
 * classes "has it" and "has it not", as cleanlab treats data with several labels per text.
 *
 * <p>A class's threshold is the mean self-confidence of the texts that are given it (equation 2 of the paper): {@code t1},
 * the mean of {@code p} over texts with the label, and {@code t0}, the mean of {@code 1 - p} over texts without. A text
 * counts into the confident joint at the class whose self-confidence reaches its threshold, the larger one where both do
 * (equation 1). Texts off the joint's diagonal are likely mislabelled: the paper's method {@code C_confusion}. Per label
 * they are ranked by self-confidence, which for two classes orders as the normalised margin does, and cut off at a share of
 * the label's texts. As in cleanlab, whose findings these are otherwise too, a missing label is only suggested where the
 * model itself finds it more likely than not. Source: Northcutt et al. 2021, Confident Learning: Estimating Uncertainty in
 * Dataset Labels
 * (<a href="https://arxiv.org/abs/1911.00068">paper</a>).
 *
 * <p>So that labels of different frequency can be compared, a doubt's score is how far {@code p} lies beyond the threshold
 * on the way to certainty: {@code (p - t1) / (1 - t1)} for a missing label and {@code (m - p) / m} for a wrong one, with
 * {@code m = 1 - t0}, the mean of {@code p} over texts without it. Within a label this keeps the order of
 * self-confidence; it is ours, not the paper's.
 *
 * <p>Immutable and thread-safe.
 */
final class ConfidentLearning {

    private final Dataset dataset;
    private final ScoreMatrix scores;
    private final CleaningOptions options;
    private final List<LabelConfidence> labels = new ArrayList<>();
    private final Map<Integer, List<LabelIssue>> doubts = new HashMap<>();

    private ConfidentLearning(Dataset dataset, ScoreMatrix scores, CleaningOptions options) {
        this.dataset = dataset;
        this.scores = scores;
        this.options = options;
    }

    /**
     * Judges a dataset's labels.
     *
     * @param dataset the examples
     * @param scores their out-of-fold scores
     * @param options how much may be doubted
     * @return the doubts
     * @throws IllegalArgumentException if the scores are for other labels or another number of examples
     */
    static ConfidentLearning of(Dataset dataset, ScoreMatrix scores, CleaningOptions options) {
        if (!scores.labels().equals(dataset.labels()) || scores.exampleCount() != dataset.size()) {
            throw new IllegalArgumentException("found " + scores + " of labels "
                    + scores.labels().names() + ", expected scores of the " + dataset.size() + " examples of '"
                    + dataset.name() + "' for " + dataset.labels().names());
        }
        ConfidentLearning learning = new ConfidentLearning(dataset, scores, options);
        for (int label = 0; label < dataset.labels().size(); label++) {
            learning.labels.add(learning.new OneLabel(label).judge());
        }
        return learning;
    }

    /** What is known of each label, in id order. */
    List<LabelConfidence> labels() {
        return List.copyOf(labels);
    }

    /** The doubts about one example, in id order of their labels; none for most. */
    List<LabelIssue> doubts(int example) {
        return List.copyOf(doubts.getOrDefault(example, List.of()));
    }

    /** One label's texts with and without it. */
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

        LabelConfidence judge() {
            int[] wrong = IntStream.of(with).filter(this::isConfidentlyWithout).toArray();
            int[] missing =
                    IntStream.of(without).filter(this::isConfidentlyWith).toArray();
            int limit = with.length < options.minExamples() ? 0 : (int) (options.maxShare() * with.length);
            int wrongSuggested = suggest(wrong, FindingKind.WRONG, limit);
            int[] likelyMissing = IntStream.of(missing)
                    .filter(example -> probability(example) > 0.5)
                    .toArray();
            int missingSuggested = suggest(likelyMissing, FindingKind.MISSING, limit);
            return new LabelConfidence(
                    dataset.labels().name(label),
                    with.length,
                    meanWith,
                    meanWithout,
                    wrong.length,
                    missing.length,
                    wrongSuggested,
                    missingSuggested);
        }

        private int suggest(int[] examples, FindingKind kind, int limit) {
            Comparator<Integer> worstFirst = Comparator.<Integer>comparingDouble(example -> score(example, kind))
                    .reversed();
            List<Integer> suggested = IntStream.of(examples)
                    .boxed()
                    .sorted(worstFirst)
                    .limit(limit)
                    .toList();
            suggested.forEach(example ->
                    doubts.computeIfAbsent(example, first -> new ArrayList<>()).add(doubt(example, kind)));
            return suggested.size();
        }

        private LabelIssue doubt(int example, FindingKind kind) {
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

        /** Whether the text counts as one with the label; where both classes reach their thresholds, the larger wins. */
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
