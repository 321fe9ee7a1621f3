package io.github.emotions4j.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A coarser view of a label set, in which each label belongs to one group. The score of a group is the highest score of
 * its members, and a group is detected if one of its members is detected.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name of the view, such as {@code ekman}
 * @param members the labels
 * @param groups the groups
 * @param groupIds the group of each label, in label order
 */
public record LabelGroups(String name, LabelSet members, LabelSet groups, List<Integer> groupIds) {

    /**
     * A group and the labels in it.
     *
     * @param name the group's name
     * @param members names of its labels
     */
    public record Group(String name, List<String> members) {

        /** Makes a group; the list is copied. */
        public Group {
            Objects.requireNonNull(name, "name");
            members = List.copyOf(members);
        }

        private static Group of(String name, String... members) {
            return new Group(name, List.of(members));
        }
    }

    private static final List<Group> EKMAN = List.of(
            Group.of("anger", "anger", "annoyance", "disapproval"),
            Group.of("disgust", "disgust"),
            Group.of("fear", "fear", "nervousness"),
            Group.of(
                    "joy",
                    "joy",
                    "amusement",
                    "approval",
                    "excitement",
                    "gratitude",
                    "love",
                    "optimism",
                    "relief",
                    "pride",
                    "admiration",
                    "desire",
                    "caring"),
            Group.of("sadness", "sadness", "disappointment", "embarrassment", "grief", "remorse"),
            Group.of("surprise", "surprise", "realization", "confusion", "curiosity"));

    private static final List<Group> SENTIMENT = List.of(
            Group.of(
                    "positive",
                    "amusement",
                    "excitement",
                    "joy",
                    "love",
                    "desire",
                    "optimism",
                    "caring",
                    "pride",
                    "admiration",
                    "gratitude",
                    "relief",
                    "approval"),
            Group.of(
                    "negative",
                    "fear",
                    "nervousness",
                    "remorse",
                    "embarrassment",
                    "disappointment",
                    "sadness",
                    "grief",
                    "disgust",
                    "anger",
                    "annoyance",
                    "disapproval"),
            Group.of("ambiguous", "realization", "surprise", "curiosity", "confusion"));

    /**
     * Makes a view; the list is copied.
     *
     * @throws IllegalArgumentException if there is not exactly one group id per label, or a group id is out of range
     */
    public LabelGroups {
        Objects.requireNonNull(name, "name");
        groupIds = List.copyOf(groupIds);
        if (groupIds.size() != members.size()) {
            throw new IllegalArgumentException(
                    "found groups of " + groupIds.size() + " labels, expected " + members.size());
        }
        for (int groupId : groupIds) {
            groups.name(groupId);
        }
    }

    /**
     * Groups labels by name. A label in no group, such as {@code neutral}, becomes a group of its own, after the
     * others.
     *
     * @param name the name of the view
     * @param members the labels
     * @param groups the groups, in the order to show them
     * @return the view
     * @throws IllegalArgumentException if a group has a label outside the set, or two groups have the same label
     */
    public static LabelGroups of(String name, LabelSet members, List<Group> groups) {
        Integer[] groupIds = new Integer[members.size()];
        List<String> names = new ArrayList<>();
        for (Group group : groups) {
            for (String member : group.members()) {
                assign(groupIds, idOf(member, members, name), names.size(), member);
            }
            names.add(group.name());
        }
        for (int labelId = 0; labelId < groupIds.length; labelId++) {
            if (groupIds[labelId] == null) {
                groupIds[labelId] = names.size();
                names.add(members.name(labelId));
            }
        }
        return new LabelGroups(name, members, new LabelSet(names), Arrays.asList(groupIds));
    }

    /**
     * Ekman's six basic emotions and neutral, as the authors of GoEmotions group the 28 labels.
     *
     * <p>Source: Demszky et al. 2020, GoEmotions (<a href="https://aclanthology.org/2020.acl-main.372/">paper</a>).
     *
     * @param labels the 28 labels, in any order
     * @return seven groups: anger, disgust, fear, joy, sadness, surprise, neutral
     * @throws IllegalArgumentException if a label of GoEmotions is missing
     */
    public static LabelGroups ekman(LabelSet labels) {
        return of("ekman", labels, EKMAN);
    }

    /**
     * Positive, negative, ambiguous and neutral, as the authors of GoEmotions group the 28 labels.
     *
     * <p>Source: Demszky et al. 2020, GoEmotions (<a href="https://aclanthology.org/2020.acl-main.372/">paper</a>).
     *
     * @param labels the 28 labels, in any order
     * @return four groups
     * @throws IllegalArgumentException if a label of GoEmotions is missing
     */
    public static LabelGroups sentiment(LabelSet labels) {
        return of("sentiment", labels, SENTIMENT);
    }

    /**
     * The group of a label.
     *
     * @param labelId the label's id
     * @return its group's id
     */
    public int groupOf(int labelId) {
        return groupIds.get(labelId);
    }

    /**
     * Computes the scores of the groups, with the model's own thresholds for detection.
     *
     * @param scores scores of the members
     * @return scores of the groups
     * @throws IllegalArgumentException if the scores are for other labels
     */
    public GroupScores group(Scores scores) {
        return group(scores, scores.thresholds());
    }

    /**
     * Computes the scores of the groups.
     *
     * @param scores scores of the members
     * @param thresholds thresholds of the members
     * @return scores of the groups
     * @throws IllegalArgumentException if scores or thresholds are for other labels
     */
    public GroupScores group(Scores scores, Thresholds thresholds) {
        requireMembers(scores.labels());
        requireMembers(thresholds.labels());
        float[] highest = new float[groups.size()];
        boolean[] detected = new boolean[groups.size()];
        for (int labelId = 0; labelId < members.size(); labelId++) {
            int groupId = groupOf(labelId);
            highest[groupId] = Math.max(highest[groupId], scores.score(labelId));
            detected[groupId] |= thresholds.detects(labelId, scores.score(labelId));
        }
        return new GroupScores(groups, highest, detected);
    }

    private void requireMembers(LabelSet labels) {
        if (!labels.equals(members)) {
            throw new IllegalArgumentException(
                    "found labels " + labels.names() + ", expected " + members.names() + " of groups '" + name + "'");
        }
    }

    private static int idOf(String member, LabelSet members, String name) {
        return members.idOf(member)
                .orElseThrow(() -> new IllegalArgumentException(
                        "label '" + member + "' of groups '" + name + "' is not among the labels " + members.names()));
    }

    private static void assign(Integer[] groupIds, int labelId, int groupId, String member) {
        if (groupIds[labelId] != null) {
            throw new IllegalArgumentException("label '" + member + "' is in two groups, expected one");
        }
        groupIds[labelId] = groupId;
    }
}
