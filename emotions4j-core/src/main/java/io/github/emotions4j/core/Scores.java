package io.github.emotions4j.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The scores of one text: one independent probability per label, with the thresholds of the model.
 *
 * <p>If the text is longer than the model supports, the scores also contain the number of windows, or that the text was
 * truncated.
 *
 * <p>Immutable and thread-safe. Labels do not compete, so the scores need not sum to 1.
 */
public final class Scores {

    private final Thresholds thresholds;
    private final float[] values;
    private final int windows;
    private final boolean truncated;

    private Scores(Thresholds thresholds, float[] values, int windows, boolean truncated) {
        this.thresholds = thresholds;
        this.values = values;
        this.windows = windows;
        this.truncated = truncated;
    }

    /**
     * Makes scores of a text that was scored in one window.
     *
     * @param thresholds the model's thresholds, which also name the labels
     * @param values one probability in [0, 1] per label, in id order; copied
     * @return the scores
     * @throws IllegalArgumentException if the counts differ or a value is outside [0, 1] or not a number
     */
    public static Scores of(Thresholds thresholds, float[] values) {
        LabelSet labels = Objects.requireNonNull(thresholds, "thresholds").labels();
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    "found " + values.length + " scores, expected one for each of " + labels.size() + " labels");
        }
        for (int id = 0; id < values.length; id++) {
            if (!(values[id] >= 0f && values[id] <= 1f)) {
                throw new IllegalArgumentException(
                        "score of '" + labels.name(id) + "' is " + values[id] + ", expected a value in [0, 1]");
            }
        }
        return new Scores(thresholds, values.clone(), 1, false);
    }

    /**
     * The same scores, for a text that was scored in several windows. For implementers of {@link EmotionClassifier}.
     *
     * @param count the number of windows, at least 1
     * @return scores with that number of windows
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public Scores inWindows(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("found " + count + " windows, expected at least 1");
        }
        return new Scores(thresholds, values, count, false);
    }

    /**
     * The same scores, for a text that was truncated. For implementers of {@link EmotionClassifier}.
     *
     * @return scores that are marked as truncated
     */
    public Scores ofBeginning() {
        return new Scores(thresholds, values, 1, true);
    }

    /**
     * The number of windows in which the text was scored.
     *
     * @return 1, or more if the text is longer than the model supports
     */
    public int windows() {
        return windows;
    }

    /**
     * Whether only the beginning of the text was scored, because the text is longer than the model supports and the
     * classifier is configured to truncate such texts.
     *
     * @return false if the whole text was scored
     */
    public boolean isTruncated() {
        return truncated;
    }

    /**
     * The labels of the scores.
     *
     * @return the labels
     */
    public LabelSet labels() {
        return thresholds.labels();
    }

    /**
     * The thresholds that {@link #emotions()} uses.
     *
     * @return the model's own thresholds
     */
    public Thresholds thresholds() {
        return thresholds;
    }

    /**
     * The probability of one label.
     *
     * @param labelId the label's id
     * @return its probability in [0, 1]
     */
    public float score(int labelId) {
        return values[labelId];
    }

    /**
     * The probability of one label by name.
     *
     * @param label the label's name
     * @return its probability in [0, 1]
     * @throws IllegalArgumentException if the model has no such label
     */
    public float score(String label) {
        int id = labels().idOf(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown label '" + label + "', expected one of " + labels().names()));
        return values[id];
    }

    /**
     * All labels by descending score; labels with equal scores keep their order.
     *
     * @return every label with its score
     */
    public List<LabelScore> ranked() {
        return rankedIds().mapToObj(this::labelScore).toList();
    }

    /**
     * The labels with the highest scores, regardless of thresholds.
     *
     * @param count the number of labels, at least 1; if it exceeds the number of labels, all are returned
     * @return the first {@code count} of {@link #ranked()}
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public List<LabelScore> top(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("top " + count + " requested, expected at least 1");
        }
        return rankedIds().limit(count).mapToObj(this::labelScore).toList();
    }

    /**
     * The detected emotions by descending score: labels whose score is at least the model's own threshold.
     *
     * @return the detected labels, possibly empty
     */
    public List<LabelScore> emotions() {
        return emotions(thresholds);
    }

    /**
     * The emotions detected with other thresholds, by descending score.
     *
     * @param other thresholds for the same labels
     * @return the labels whose score is at least their threshold, possibly empty
     * @throws IllegalArgumentException if they are for another label set
     */
    public List<LabelScore> emotions(Thresholds other) {
        if (!other.labels().equals(labels())) {
            throw new IllegalArgumentException(
                    "thresholds are for labels " + other.labels().names() + ", expected " + labels().names());
        }
        return rankedIds()
                .filter(id -> other.detects(id, values[id]))
                .mapToObj(this::labelScore)
                .toList();
    }

    /**
     * All probabilities in label order.
     *
     * @return a copy, shape {@code [labels]}
     */
    public float[] toArray() {
        return values.clone();
    }

    private IntStream rankedIds() {
        Comparator<Integer> bestFirst = Comparator.comparing((Integer id) -> values[id], Comparator.reverseOrder());
        return IntStream.range(0, values.length).boxed().sorted(bestFirst).mapToInt(Integer::intValue);
    }

    private LabelScore labelScore(int id) {
        return new LabelScore(labels().name(id), values[id]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores that
                && windows == that.windows
                && truncated == that.truncated
                && thresholds.equals(that.thresholds)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * thresholds.hashCode() + Arrays.hashCode(values);
    }

    /**
     * The three labels with the highest scores.
     *
     * @return as in {@code Scores[joy 0.97, love 0.12, optimism 0.03, ... 28 labels]}
     */
    @Override
    public String toString() {
        String best =
                String.join(", ", top(3).stream().map(LabelScore::toString).toList());
        return "Scores[" + best + ", ... " + values.length + " labels]";
    }
}
