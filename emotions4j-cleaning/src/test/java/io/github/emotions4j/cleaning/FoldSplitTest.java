package io.github.emotions4j.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.dataset.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldSplitTest {

    @Test
    void groupsStayTogetherAndFoldsAreOfOneSize() {
        Dataset dataset = dataset(200);
        List<List<Integer>> groups = groupsOfThree(200);

        FoldSplit split = FoldSplit.of(dataset, groups, 4, 1);

        for (List<Integer> group : groups) {
            assertThat(group).extracting(split::foldOf).containsOnly(split.foldOf(group.get(0)));
        }
        IntStream.range(0, 4).forEach(fold -> {
            assertThat(split.in(fold).length).isBetween(40, 60);
            assertThat(split.in(fold).length + split.outside(fold).length).isEqualTo(200);
            assertThat(split.outside(fold)).doesNotContain(split.in(fold));
        });
    }

    @Test
    void rareLabelsAreInEveryFold() {
        Dataset dataset = dataset(200);

        FoldSplit split = FoldSplit.of(dataset, singles(200), 4, 1);

        for (int fold = 0; fold < 4; fold++) {
            long grief = Arrays.stream(split.in(fold))
                    .filter(example ->
                            dataset.examples().get(example).labelIds().contains(2))
                    .count();
            assertThat(grief).isEqualTo(2);
        }
    }

    @Test
    void aSeedGivesTheSameFoldsAndAnotherSeedOthers() {
        Dataset dataset = dataset(100);

        assertThat(FoldSplit.of(dataset, singles(100), 3, 5).in(0))
                .isEqualTo(FoldSplit.of(dataset, singles(100), 3, 5).in(0))
                .isNotEqualTo(FoldSplit.of(dataset, singles(100), 3, 6).in(0));
    }

    @Test
    void tooManyFoldsAreRefused() {
        assertThatThrownBy(() -> FoldSplit.of(dataset(3), List.of(List.of(0, 1), List.of(2)), 3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2 distinct texts in 'train', expected at least one for each of 3 folds");
        assertThatThrownBy(() -> FoldSplit.of(dataset(3), singles(3), 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folds is 1, expected at least 2");
    }

    /** Eight texts of 200 have the third label, which is what four folds of two need. */
    private static Dataset dataset(int size) {
        Random random = new Random(11);
        Texts texts = new Texts();
        for (int i = 0; i < size; i++) {
            texts.add("text " + i, i % 25 == 0 ? 2 : random.nextInt(2));
        }
        return texts.named("train");
    }

    private static List<List<Integer>> singles(int size) {
        return IntStream.range(0, size).mapToObj(List::of).toList();
    }

    private static List<List<Integer>> groupsOfThree(int size) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < size; i += 3) {
            groups.add(IntStream.range(i, Math.min(size, i + 3)).boxed().toList());
        }
        return groups;
    }
}
