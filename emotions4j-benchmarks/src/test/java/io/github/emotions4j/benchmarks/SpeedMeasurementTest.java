package io.github.emotions4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpeedMeasurementTest {

    private static final SpeedOptions SHORT = new SpeedOptions(3, Duration.ofMillis(20));

    private final CountingClassifier classifier = new CountingClassifier();
    private final List<String> steps = new ArrayList<>();

    private Speed measure(List<String> texts, SpeedOptions options) {
        return SpeedMeasurement.measure(classifier, texts, options, (fraction, step) -> steps.add(step));
    }

    @Test
    void everyRepeatClassifiesAllTextsAlikeInBulkAndAlone() {
        Speed speed = measure(List.of("a", "bb cc"), SHORT);

        assertThat(speed.textsPerRepeat()).isGreaterThanOrEqualTo(2).isEven();
        assertThat(Collections.frequency(classifier.inBulk, "a"))
                .isEqualTo(Collections.frequency(classifier.inBulk, "bb cc"));
        assertThat(Collections.frequency(classifier.alone, "bb cc")).isEqualTo(3);
        assertThat(steps)
                .containsExactly(
                        "warming up",
                        "in bulk (1 of 3)",
                        "one at a time (1 of 3)",
                        "in bulk (2 of 3)",
                        "one at a time (2 of 3)",
                        "in bulk (3 of 3)",
                        "one at a time (3 of 3)");
    }

    @Test
    void timesAreThoseOfTheClassifier() {
        // 1 and 5 ms, 6 ms together: at most 333 texts/s.
        Speed speed = measure(List.of("a", "bb cc"), SHORT);

        assertThat(speed.textsPerSecond().max()).isLessThanOrEqualTo(334).isGreaterThan(1);
        assertThat(speed.latency().p50()).isBetween(1.0, speed.latency().p99());
        assertThat(speed.latency().p99()).isGreaterThanOrEqualTo(5);
        assertThat(speed.alone()).extracting(Speed.TextTime::words).containsExactly(1, 2);
        assertThat(speed.alone().get(1).milliseconds()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aRepeatTakesAsLongAsAsked() {
        Speed speed = measure(List.of("a"), new SpeedOptions(1, Duration.ofMillis(300)));

        // A text takes at least a millisecond, so 300 ms hold 300 at most, and one more for rounding up.
        assertThat(speed.textsPerRepeat()).isBetween(2L, 301L);
    }

    @Test
    void ofManyTextsAThousandAreTimedAlone() {
        List<String> texts =
                IntStream.range(0, 2000).mapToObj(i -> i % 2 == 0 ? "" : " ").toList();

        Speed speed = measure(texts, new SpeedOptions(1, Duration.ofMillis(1)));

        assertThat(speed.alone()).hasSize(1000).allMatch(time -> time.words() == 0);
    }

    @Test
    void refusesToMeasureWithoutTextsOrRepeats() {
        assertThatThrownBy(() -> measure(List.of(), SHORT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no text");
        assertThatThrownBy(() -> new SpeedOptions(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeats is 0, expected at least 1");
        assertThatThrownBy(() -> new SpeedOptions(1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bulk is PT0S");
    }
}
