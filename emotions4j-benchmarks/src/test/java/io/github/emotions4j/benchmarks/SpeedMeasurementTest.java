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

    private static final SpeedOptions SHORT = options(3, Duration.ofMillis(20));

    private final CountingClassifier classifier = new CountingClassifier();
    private final List<String> steps = new ArrayList<>();

    private static SpeedOptions options(int repeats, Duration bulk) {
        return new SpeedOptions(repeats, bulk, List.of(), List.of());
    }

    private static SpeedOptions options(List<Integer> atOnce, List<Integer> concurrency) {
        return new SpeedOptions(2, Duration.ofMillis(20), atOnce, concurrency);
    }

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
        Speed speed = measure(List.of("a"), options(1, Duration.ofMillis(300)));

        // A text takes at least a millisecond, so 300 ms hold 300 at most, and one more for rounding up.
        assertThat(speed.textsPerRepeat()).isBetween(2L, 301L);
    }

    @Test
    void ofManyTextsAThousandAreTimedAlone() {
        List<String> texts =
                IntStream.range(0, 2000).mapToObj(i -> i % 2 == 0 ? "" : " ").toList();

        Speed speed = measure(texts, options(1, Duration.ofMillis(1)));

        assertThat(speed.alone()).hasSize(1000).allMatch(time -> time.words() == 0);
    }

    @Test
    void listsOfEachSizeGoThroughTheTextsInTheirOrder() {
        Speed speed = measure(List.of("a", "b", "c"), options(List.of(2, 1), List.of()));

        assertThat(speed.atOnce()).extracting(Speed.AtOnce::texts).containsExactly(2, 1);
        // A text takes at least a millisecond.
        assertThat(speed.atOnce())
                .allSatisfy(each -> assertThat(each.textsPerSecond().max()).isBetween(1.0, 1000.0));
        assertThat(classifier.lists)
                .containsSubsequence(List.of(List.of("a", "b"), List.of("c", "a"), List.of("b", "c")))
                .containsSubsequence(List.of(List.of("a"), List.of("b"), List.of("c")))
                .allSatisfy(list -> assertThat(list).doesNotHaveDuplicates());
        assertThat(speed.concurrent()).isEmpty();
    }

    @Test
    void everyRepeatOfListsTakesAllTextsAtLeastOnce() {
        measure(List.of("a", "b", "c"), options(List.of(3), List.of()));

        // Once to warm up, and in two repeats.
        assertThat(classifier.lists).hasSizeGreaterThanOrEqualTo(3).containsOnly(List.of("a", "b", "c"));
    }

    @Test
    void threadsShareTheTextsOneEach() {
        Speed speed = measure(List.of("a", "b"), options(List.of(), List.of(3)));

        assertThat(speed.concurrent()).extracting(Speed.Concurrent::threads).containsExactly(3);
        assertThat(speed.concurrent().get(0).textsPerSecond().min()).isPositive();
        assertThat(classifier.callers).hasSizeGreaterThan(2);
        assertThat(classifier.lists).isEmpty();
        assertThat(steps)
                .containsExactly(
                        "warming up",
                        "in bulk (1 of 2)",
                        "3 threads (1 of 2)",
                        "one at a time (1 of 2)",
                        "in bulk (2 of 2)",
                        "3 threads (2 of 2)",
                        "one at a time (2 of 2)");
    }

    @Test
    void aFailureInAThreadIsThatOfTheMeasurement() {
        classifier.refused = "b";

        assertThatThrownBy(() -> new Workload.Threads(2).run(classifier, List.of("a", "b"), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refused b");
    }

    @Test
    void refusesListsAndThreadsThatCannotBeMeasured() {
        assertThatThrownBy(() -> options(List.of(1, 0), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("atOnce has 0, expected numbers of at least 1");
        assertThatThrownBy(() -> options(List.of(), List.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concurrency is [2, 2], expected each number once");
        assertThatThrownBy(() -> measure(List.of("a"), options(List.of(1, 2), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("atOnce has 2, expected at most the number of texts, 1");
        assertThat(classifier.inBulk).isEmpty();
    }

    @Test
    void refusesToMeasureWithoutTextsOrRepeats() {
        assertThatThrownBy(() -> measure(List.of(), SHORT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no text");
        assertThatThrownBy(() -> options(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeats is 0, expected at least 1");
        assertThatThrownBy(() -> options(1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bulk is PT0S");
    }
}
