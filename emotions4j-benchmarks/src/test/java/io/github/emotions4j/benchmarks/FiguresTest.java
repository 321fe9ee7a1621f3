package io.github.emotions4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(4, 1, 2, 3)).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void latencyIsByTheNearestRank() {
        double[] oneToHundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

        assertThat(Latency.of(oneToHundred)).isEqualTo(new Latency(50, 99));
        assertThat(Latency.of(7)).isEqualTo(new Latency(7, 7));
        assertThat(Latency.of(2, 1)).isEqualTo(new Latency(1, 2));
    }

    @Test
    void nothingHasNoFigures() {
        assertThatThrownBy(() -> Spread.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Latency.of()).isInstanceOf(IllegalArgumentException.class);
    }
}
