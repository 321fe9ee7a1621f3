package io.github.emotions4j.core;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The scores of one text by group of labels. Immutable and thread-safe. */
public final class GroupScores {

    private final LabelSet groups;
    private final float[] scores;
    private final boolean[] detected;

    /** Makes scores from arrays with one entry per group; the arrays are not copied. */
    GroupScores(LabelSet groups, float[] scores, boolean[] detected) {
        this.groups = groups;
        this.scores = scores;
        this.detected = detected;
    }

    /**
     * The groups.
     *
     * @return the groups in id order
     */
    public LabelSet groups() {
        return groups;
    }

    /**
     * The score of a group.
     *
     * @param groupId the group's id
     * @return the highest score of its members, in [0, 1]
     */
    public float score(int groupId) {
        return scores[groupId];
    }

    /**
     * Whether a group was detected.
     *
     * @param groupId the group's id
     * @return true if the score of a member is at least the member's threshold
     */
    public boolean isDetected(int groupId) {
        return detected[groupId];
    }

    /**
     * All groups by descending score; groups with equal scores keep their order.
     *
     * @return every group with its score
     */
    public List<LabelScore> ranked() {
        return rankedIds().map(this::labelScore).toList();
    }

    /**
     * The detected groups by descending score.
     *
     * @return the groups with a detected member, possibly empty
     */
    public List<LabelScore> detected() {
        return rankedIds().filter(this::isDetected).map(this::labelScore).toList();
    }

    private Stream<Integer> rankedIds() {
        Comparator<Integer> bestFirst = Comparator.comparing(this::score, Comparator.reverseOrder());
        return IntStream.range(0, scores.length).boxed().sorted(bestFirst);
    }

    private LabelScore labelScore(int groupId) {
        return new LabelScore(groups.name(groupId), scores[groupId]);
    }

    @Override
    public String toString() {
        return "GroupScores" + ranked();
    }
}
