package io.github.emotions4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelGroupsTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "annoyance", "joy", "neutral");
    private static final LabelGroups GROUPS = LabelGroups.of(
            "mine",
            LABELS,
            List.of(
                    new LabelGroups.Group("good", List.of("joy")),
                    new LabelGroups.Group("bad", List.of("anger", "annoyance"))));

    @Test
    void aLabelInNoGroupIsAGroupOfItsOwnAfterTheOthers() {
        assertThat(GROUPS.groups().names()).containsExactly("good", "bad", "neutral");
        assertThat(GROUPS.groupIds()).containsExactly(1, 1, 0, 2);
    }

    @Test
    void aGroupScoresAsItsBestMember() {
        GroupScores scores = GROUPS.group(scores(0.5f, 0.25f, 0.125f, 0.75f));

        assertThat(scores.ranked())
                .containsExactly(
                        new LabelScore("neutral", 0.75f), new LabelScore("bad", 0.5f), new LabelScore("good", 0.125f));
    }

    @Test
    void aGroupIsDetectedWhenAMemberReachesItsOwnThreshold() {
        // annoyance reaches 0.2 while anger, the better member, misses 0.9
        Thresholds thresholds = Thresholds.of(LABELS, new double[] {0.9, 0.2, 0.9, 0.9});
        GroupScores scores = GROUPS.group(scores(0.5f, 0.25f, 0.8f, 0.1f), thresholds);

        assertThat(scores.detected()).containsExactly(new LabelScore("bad", 0.5f));
        assertThat(scores.isDetected(0)).isFalse();
    }

    @Test
    void decidesAtTheModelsOwnThresholds() {
        assertThat(GROUPS.group(scores(0.1f, 0.1f, 0.5f, 0.49f)).detected())
                .containsExactly(new LabelScore("good", 0.5f));
    }

    @Test
    void ekmanGroupsAreThePapers() {
        LabelGroups ekman = LabelGroups.ekman(LabelSet.goEmotions());

        assertThat(ekman.groups().names())
                .containsExactly("anger", "disgust", "fear", "joy", "sadness", "surprise", "neutral");
        assertThat(sizes(ekman)).containsExactly(3, 1, 2, 12, 5, 4, 1);
        assertThat(membersOf(ekman, "surprise")).isEqualTo("confusion curiosity realization surprise");
        assertThat(membersOf(ekman, "sadness")).isEqualTo("disappointment embarrassment grief remorse sadness");
    }

    @Test
    void sentimentGroupsAreThePapers() {
        LabelGroups sentiment = LabelGroups.sentiment(LabelSet.goEmotions());

        assertThat(sentiment.groups().names()).containsExactly("positive", "negative", "ambiguous", "neutral");
        assertThat(sizes(sentiment)).containsExactly(12, 11, 4, 1);
        assertThat(membersOf(sentiment, "ambiguous")).isEqualTo("confusion curiosity realization surprise");
    }

    @Test
    void refusesUnknownAndSharedMembers() {
        assertThatThrownBy(() -> LabelGroups.ekman(LABELS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label 'disapproval' of groups 'ekman' is not among the labels");
        List<LabelGroups.Group> shared =
                List.of(new LabelGroups.Group("a", List.of("joy")), new LabelGroups.Group("b", List.of("joy")));
        assertThatThrownBy(() -> LabelGroups.of("mine", LABELS, shared))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label 'joy' is in two groups");
    }

    @Test
    void refusesScoresOfOtherLabelsAndWrongGroupIds() {
        LabelSet others = LabelSet.of("a", "b", "c", "d");
        Scores scores = Scores.of(Thresholds.constant(others, 0.5), new float[4]);
        assertThatThrownBy(() -> GROUPS.group(scores))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of groups 'mine'");
        assertThatThrownBy(() -> new LabelGroups("x", LABELS, LabelSet.of("g"), List.of(0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("groups of 3 labels, expected 4");
        assertThatThrownBy(() -> new LabelGroups("x", LABELS, LabelSet.of("g"), List.of(0, 0, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label id 1 is outside 0..0");
    }

    private static List<Integer> sizes(LabelGroups groups) {
        return IntStream.range(0, groups.groups().size())
                .mapToObj(group -> (int)
                        groups.groupIds().stream().filter(id -> id == group).count())
                .toList();
    }

    private static String membersOf(LabelGroups groups, String group) {
        int groupId = groups.groups().idOf(group).orElseThrow();
        return IntStream.range(0, groups.members().size())
                .filter(labelId -> groups.groupOf(labelId) == groupId)
                .mapToObj(groups.members()::name)
                .collect(Collectors.joining(" "));
    }

    private static Scores scores(float... values) {
        return Scores.of(Thresholds.constant(LABELS, 0.5), values);
    }
}
