package io.github.emotions4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabelSetTest {

    @Test
    void goEmotionsHas28LabelsWithNeutralLast() {
        LabelSet labels = LabelSet.goEmotions();
        assertThat(labels.size()).isEqualTo(28);
        assertThat(labels.name(0)).isEqualTo("admiration");
        assertThat(labels.name(27)).isEqualTo("neutral");
        assertThat(labels.idOf("grief")).hasValue(16);
    }

    @Test
    void namesAreCaseSensitive() {
        assertThat(LabelSet.goEmotions().idOf("Joy")).isEmpty();
    }

    @Test
    void refusesNoneBlankOrRepeatedNames() {
        assertThatThrownBy(LabelSet::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> LabelSet.of("joy", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label 1 has a blank name");
        assertThatThrownBy(() -> LabelSet.of("joy", "fear", "joy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'joy' is listed twice, second time as id 2");
    }

    @Test
    void refusesAnIdOutsideTheSet() {
        assertThatThrownBy(() -> LabelSet.of("joy").name(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label id 1 is outside 0..0");
    }
}
