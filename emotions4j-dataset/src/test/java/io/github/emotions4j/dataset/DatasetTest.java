package io.github.emotions4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final LabelSet LABELS = LabelSet.of("anger", "joy");

    @Test
    void refusesADatasetWithoutExamples() {
        assertThatThrownBy(() -> new Dataset("dev", LABELS, List.of(), "00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'dev' has no example");
    }

    @Test
    void refusesALabelIdOutsideTheLabelSet() {
        List<Example> examples = List.of(new Example("text", List.of(2), "e1"));

        assertThatThrownBy(() -> new Dataset("dev", LABELS, examples, "00"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label id 2 of example 'e1' is outside 0..1");
    }

    @Test
    void refusesANegativeOrRepeatedLabelId() {
        assertThatThrownBy(() -> new Example("text", List.of(-1), "e1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Example("text", List.of(1, 1), "e1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 1]");
    }

    @Test
    void keepsItsOwnCopyOfTheExamples() {
        List<Example> examples = new ArrayList<>(List.of(new Example("text", List.of(), "e1")));
        Dataset dataset = new Dataset("dev", LABELS, examples, "00");

        examples.clear();

        assertThat(dataset.size()).isEqualTo(1);
    }
}
