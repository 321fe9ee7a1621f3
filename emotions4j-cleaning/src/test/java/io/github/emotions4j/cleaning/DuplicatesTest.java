package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.emotions4j.dataset.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    private static final Dataset DATASET = new Texts()
            .add("Thank you!", 0)
            .add("  thank\tYOU! ", 0)
            .add("Nothing like it at all", 1)
            .add("ｔｈａｎｋ\u00a0you!", 1)
            .add("Thank you.", 0)
            .add("I am so very sad about all of this", 2)
            .add("i am so very sad about all of this!!", 1)
            .add("I am so very sad about all of this!", 2)
            .named("train");

    @Test
    void textsAreEqualAfterCompatibilityCaseAndWhiteSpace() {
        Duplicates duplicates = Duplicates.exact(DATASET);

        assertThat(duplicates.copies()).containsExactly(List.of(0, 1, 3));
        assertThat(duplicates.near()).isEmpty();
    }

    @Test
    void nearDuplicatesAreOfDifferentTexts() {
        Duplicates duplicates = Duplicates.withNear(DATASET, 0.7);

        assertThat(duplicates.near())
                .extracting(NearDuplicatePair::first, NearDuplicatePair::second)
                .containsExactly(tuple(0, 4), tuple(5, 6), tuple(5, 7), tuple(6, 7));
    }

    @Test
    void copiesAndNearDuplicatesAreOneGroup() {
        Duplicates duplicates = Duplicates.withNear(DATASET, 0.7);

        assertThat(duplicates.connected(DATASET.size()))
                .containsExactly(List.of(0, 1, 3, 4), List.of(2), List.of(5, 6, 7));
    }

    @Test
    void conflictComparesSetsOfLabels() {
        Dataset dataset = new Texts().add("a", 0, 1).add("a", 1, 0).add("a", 1).named("train");

        assertThat(Duplicates.isConflict(List.of(0, 1), dataset.examples())).isFalse();
        assertThat(Duplicates.isConflict(List.of(0, 1, 2), dataset.examples())).isTrue();
    }
}
