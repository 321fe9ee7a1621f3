package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.DatasetFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorrectionsTest {

    private static final Dataset TRAIN = new Texts()
            .add("one", 0)
            .add("two", 0, 1)
            .add("three", 2)
            .add("four", 1)
            .named("train");

    private static ReviewFile.Entry entry(int row, String given, String suggested, Decision decision) {
        return entry(row, given, suggested, decision, Set.of(FindingKind.WRONG), 0.5);
    }

    private static ReviewFile.Entry entry(
            int row, String given, String suggested, Decision decision, Set<FindingKind> kinds, double score) {
        return new ReviewFile.Entry(
                row,
                labels(given),
                new ReviewFile.Suggestion(labels(suggested), score),
                kinds,
                decision,
                Texts.SHA256,
                "review.tsv, line 9");
    }

    private static List<String> labels(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    @Test
    void decisionsCount() {
        Corrections corrections = Corrections.of(
                List.of(
                        entry(1, "joy", "anger grief", Decision.ACCEPT),
                        entry(2, "anger joy", "grief", Decision.KEEP),
                        entry(3, "grief", "grief", Decision.DROP),
                        entry(4, "anger", "joy", Decision.NONE)),
                TRAIN,
                ApplyOptions.decisionsOnly());

        assertThat(corrections.relabelling().labels())
                .isEqualTo(Map.of(0, Optional.of(List.of(1, 2)), 2, Optional.empty()));
        assertThat(corrections.relabelled()).isEqualTo(1);
        assertThat(corrections.dropped()).isEqualTo(1);
        assertThat(corrections.undecided()).isEqualTo(1);
    }

    @Test
    void theUndecidedFollowTheOptionsAndTheDecidedDoNot() {
        List<ReviewFile.Entry> entries = List.of(
                entry(1, "joy", "anger", Decision.NONE, Set.of(FindingKind.WRONG), 0.6),
                entry(2, "joy anger", "joy", Decision.NONE, Set.of(FindingKind.WRONG), 0.4),
                entry(3, "grief", "joy", Decision.KEEP, Set.of(FindingKind.DUPLICATE), 0.9),
                entry(4, "anger", "anger", Decision.NONE, Set.of(FindingKind.DUPLICATE), 0));

        assertThat(changes(entries, new ApplyOptions(true, OptionalDouble.empty(), Set.of())))
                .isEqualTo(Map.of(0, Optional.of(List.of(1)), 1, Optional.of(List.of(0))));
        assertThat(changes(entries, new ApplyOptions(false, OptionalDouble.of(0.5), Set.of())))
                .isEqualTo(Map.of(0, Optional.of(List.of(1))));
        assertThat(changes(entries, new ApplyOptions(false, OptionalDouble.empty(), Set.of(FindingKind.DUPLICATE))))
                .isEqualTo(Map.of(3, Optional.empty()));
    }

    @Test
    void aTextThatLosesItsLastLabelIsLeftOutUnlessSuchTextsAreThere() {
        Dataset withUnlabelled = new Texts().add("one", 0).add("none").named("train");
        List<ReviewFile.Entry> entries = List.of(entry(1, "joy", "", Decision.ACCEPT));

        assertThat(changes(entries, ApplyOptions.decisionsOnly())).isEqualTo(Map.of(0, Optional.empty()));
        assertThat(Corrections.of(entries, withUnlabelled, ApplyOptions.decisionsOnly())
                        .relabelling()
                        .labels())
                .isEqualTo(Map.of(0, Optional.of(List.of())));
    }

    @Test
    void whatDoesNotFitTheFileIsRefused() {
        ReviewFile.Entry otherFile = new ReviewFile.Entry(
                1,
                List.of("joy"),
                new ReviewFile.Suggestion(List.of(), 0),
                Set.of(),
                Decision.NONE,
                "cd".repeat(32),
                "review.tsv, line 9");
        refused(List.of(otherFile), "the review was made of a file with SHA-256 'cdcd");
        refused(List.of(entry(5, "joy", "joy", Decision.NONE)), "row is 5, expected at most the 4 of 'train'");
        refused(List.of(entry(1, "anger", "joy", Decision.NONE)), "row 1 is given the labels [anger], expected those");
        refused(List.of(entry(1, "joy", "jo", Decision.NONE)), "found label 'jo', expected one of [joy, anger, grief]");
        refused(
                List.of(entry(1, "joy", "joy", Decision.NONE), entry(1, "joy", "joy", Decision.NONE)),
                "row 1 is reviewed twice");
        assertThatThrownBy(() -> Corrections.of(List.of(), TRAIN, ApplyOptions.decisionsOnly()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no row in the review");
        assertThatThrownBy(() -> new ApplyOptions(false, OptionalDouble.of(1.5), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("min score is 1.5, expected from 0 to 1");
    }

    private static void refused(List<ReviewFile.Entry> entries, String message) {
        assertThatThrownBy(() -> Corrections.of(entries, TRAIN, ApplyOptions.decisionsOnly()))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("review.tsv, line 9");
    }

    private static Map<Integer, Optional<List<Integer>>> changes(List<ReviewFile.Entry> entries, ApplyOptions options) {
        return Corrections.of(entries, TRAIN, options).relabelling().labels();
    }
}
