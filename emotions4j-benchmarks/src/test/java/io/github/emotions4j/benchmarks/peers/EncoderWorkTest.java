package io.github.emotions4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderWorkTest {

    // 2 layers, 4 wide, 8 in the feed-forward part: 4*16 + 2*32 = 128 multiply-adds with weights per token and layer.
    private final EncoderWork work = new EncoderWork(2, 4, 8);

    @Test
    void countsProductsWithWeightsAndAttention() {
        // 3 tokens: 3 * 128 with weights and 2 * 9 * 4 in attention, in each layer.
        assertThat(work.multiplyAdds(3)).isEqualTo(2 * (384 + 72));
        assertThat(work.meanMultiplyAdds(new int[] {3, 3})).isEqualTo(912);
    }

    @Test
    void theLastLayerOfTheFirstTokenNeedsKeysAndValuesOfAll() {
        // Keys and values of 3 tokens 2*16*3, one query and output 2*16, its feed-forward 64, its attention 2*3*4.
        assertThat(work.multiplyAddsForFirstToken(3)).isEqualTo(456 + 96 + 32 + 64 + 24);
        assertThat(work.meanMultiplyAddsForFirstToken(new int[] {3})).isEqualTo(672);
    }

    @Test
    void ofOneTokenBothAreEqual() {
        assertThat(work.multiplyAddsForFirstToken(1)).isEqualTo(work.multiplyAdds(1));
    }
}
