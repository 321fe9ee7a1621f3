package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HoldOutSplitTest {

    private static final LabelSet LABELS = LabelSet.of("joy");

    private static final Dataset WHOLE =
            dataset(IntStream.range(0, 100).mapToObj(number -> "text " + number).toArray(String[]::new));

    @Test
    void everyExampleIsInOnePartInTheDatasetsOrder() {
        HoldOutSplit parts = HoldOutSplit.of(WHOLE, 0.2, 1);

        assertThat(parts.heldOut().size()).isEqualTo(20);
        assertThat(Stream.concat(parts.train().examples().stream(), parts.heldOut().examples().stream()))
                .containsExactlyInAnyOrderElementsOf(WHOLE.examples());
        assertThat(parts.train().examples()).isSubsetOf(WHOLE.examples());
        assertThat(numbers(parts.train())).isSorted();
        assertThat(numbers(parts.heldOut())).isSorted();
    }

    @Test
    void theSameSeedDrawsTheSamePart() {
        assertThat(HoldOutSplit.of(WHOLE, 0.2, 1)).isEqualTo(HoldOutSplit.of(WHOLE, 0.2, 1));
        assertThat(HoldOutSplit.of(WHOLE, 0.2, 1)).isNotEqualTo(HoldOutSplit.of(WHOLE, 0.2, 2));
    }

    @Test
    void equalTextsStayTogether() {
        Dataset doubled = dataset(IntStream.range(0, 100)
                .mapToObj(number -> "text " + number % 10)
                .toArray(String[]::new));

        HoldOutSplit parts = HoldOutSplit.of(doubled, 0.25, 1);

        assertThat(parts.heldOut().size()).isEqualTo(30);
        assertThat(parts.heldOut().texts())
                .doesNotContainAnyElementsOf(parts.train().texts());
    }

    @Test
    void bothPartsAreNamedAfterTheFileAndKeepItsHash() {
        HoldOutSplit parts = HoldOutSplit.of(WHOLE, 0.2, 1);

        assertThat(List.of(parts.train().name(), parts.heldOut().name()))
                .containsExactly("mine (train part)", "mine (dev part)");
        assertThat(List.of(parts.train().sha256(), parts.heldOut().sha256())).containsOnly("ab");
    }

    @Test
    void refusesAFractionOutsideAndASingleText() {
        for (double fraction : new double[] {0, 1, Double.NaN}) {
            assertThatThrownBy(() -> HoldOutSplit.of(WHOLE, fraction, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("held-out fraction is " + fraction);
        }
        assertThatThrownBy(() -> HoldOutSplit.of(dataset("same", "same"), 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too few distinct texts");
    }

    private static Dataset dataset(String... texts) {
        List<Example> examples = Arrays.stream(texts)
                .map(text -> new Example(text, List.of(0), "x"))
                .toList();
        return new Dataset("mine", LABELS, examples, "ab");
    }

    private static List<Integer> numbers(Dataset dataset) {
        return dataset.texts().stream()
                .map(text -> Integer.valueOf(text.substring("text ".length())))
                .toList();
    }
}
