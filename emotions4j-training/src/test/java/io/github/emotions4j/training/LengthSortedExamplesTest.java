package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthSortedExamplesTest {

    private static final List<EncodedExample> FIVE =
            List.of(ofLength(9), ofLength(2), ofLength(7), ofLength(3), ofLength(8));

    @Test
    void indicesAreThoseOfTheUnsortedList() {
        assertThat(LengthSortedExamples.of(FIVE).indices()).containsExactly(1, 3, 2, 4, 0);
        assertThat(LengthSortedExamples.of(FIVE).batches(3).get(1).indices()).containsExactly(4, 0);
    }

    @Test
    void sharesHaveEveryTextOnceTheShortOnesTogether() {
        List<LengthSortedExamples> shares = LengthSortedExamples.of(FIVE).shares(2);

        assertThat(shares.stream().map(LengthSortedExamplesTest::lengths))
                .containsExactly(List.of(2, 3, 7), List.of(8, 9));
    }

    @Test
    void oneTextIsOneShare() {
        List<EncodedExample> examples = List.of(ofLength(3));

        assertThat(LengthSortedExamples.of(examples).shares(4))
                .singleElement()
                .extracting(LengthSortedExamples::examples)
                .isEqualTo(examples);
    }

    @Test
    void aBatchOfShortTextsIsOnePart() {
        assertThat(LengthSortedExamples.of(examples(32)).memoryParts()).hasSize(1);
    }

    @Test
    void aVeryLongTextComesInAPartOfItsOwn() {
        List<EncodedExample> batch = new ArrayList<>(examples(31));
        batch.add(0, ofLength(500));

        List<LengthSortedExamples> parts = LengthSortedExamples.of(batch).memoryParts();

        assertThat(parts).hasSize(2);
        assertThat(lengths(parts.get(1))).containsExactly(500);
        assertThat(parts.get(0).size()).isEqualTo(31);
    }

    private static List<EncodedExample> examples(int count) {
        Random random = new Random(5);
        List<EncodedExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(ofLength(1 + random.nextInt(40)));
        }
        return examples;
    }

    private static List<Integer> lengths(LengthSortedExamples examples) {
        return examples.examples().stream().map(EncodedExample::length).toList();
    }

    private static EncodedExample ofLength(int length) {
        return EncodedExample.of(new int[length], List.of());
    }
}
