package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void copiesIdsInAndOut() {
        int[] ids = {101, 7, 102};
        Tokens tokens = Tokens.of(ids);
        ids[0] = 0;
        tokens.toArray()[1] = 0;

        assertThat(tokens.toArray()).containsExactly(101, 7, 102);
        assertThat(tokens.length()).isEqualTo(3);
        assertThat(tokens.tokenId(1)).isEqualTo(7);
        assertThat(tokens).hasToString("Tokens[101, 7, 102]");
    }

    @Test
    void areEqualByTheirIds() {
        assertThat(Tokens.of(1, 2)).isEqualTo(Tokens.of(1, 2)).hasSameHashCodeAs(Tokens.of(1, 2));
        assertThat(Tokens.of(1, 2)).isNotEqualTo(Tokens.of(2, 1));
    }

    @Test
    void refusesANegativeId() {
        assertThatThrownBy(() -> Tokens.of(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token id -1 at 1, expected 0 or above");
    }
}
