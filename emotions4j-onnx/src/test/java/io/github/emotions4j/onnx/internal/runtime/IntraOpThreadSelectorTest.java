package io.github.emotions4j.onnx.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two sessions of one graph; which of them ran shows when the other is closed. */
@Timeout(60)
class IntraOpThreadSelectorTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "fear");
    private static final int[] TEXT = {2, 3};

    private GraphSession one;
    private GraphSession several;
    private GraphSession other;
    private final AtomicInteger opened = new AtomicInteger();

    @BeforeEach
    void loadTwoGraphs(@TempDir Path folder) throws IOException {
        one = GraphSession.open(
                new TestGraph().weights(1f, 2f).write(folder.resolve("one.onnx")), SessionSettings.ONE_THREAD);
        several = GraphSession.open(folder.resolve("one.onnx"), SessionSettings.ONE_THREAD);
        other = GraphSession.open(
                new TestGraph().weights(1f, 2.000001f).write(folder.resolve("other.onnx")), SessionSettings.ONE_THREAD);
    }

    @AfterEach
    void close() {
        one.close();
        several.close();
        other.close();
    }

    @Test
    void severalThreadsStayWhereTheyAreFaster() {
        IntraOpThreadSelector selector = new IntraOpThreadSelector(one, this::open, clock(800, 1000));

        classifyUntilSelected(selector);

        assertThat(one.logits(List.of(TEXT)).get(0)).isNotEmpty();
        one.close();
        assertThat(selector.logits(TEXT, LABELS))
                .isEqualTo(several.logits(List.of(TEXT)).get(0));
        selector.close();
        assertThatThrownBy(() -> several.logits(List.of(TEXT)).get(0)).hasMessageContaining("closed");
    }

    @Test
    void oneThreadStaysWhereSeveralReturnOtherBits() {
        IntraOpThreadSelector selector = new IntraOpThreadSelector(one, () -> other, clock(100, 1000));

        classifyUntilSelected(selector);

        assertThat(selector.logits(TEXT, LABELS))
                .isEqualTo(one.logits(List.of(TEXT)).get(0));
        assertThatThrownBy(() -> other.logits(List.of(TEXT)).get(0)).hasMessageContaining("closed");
        selector.close();
    }

    @Test
    void oneThreadStaysWhereSeveralSaveLessThanATenth() {
        IntraOpThreadSelector selector = new IntraOpThreadSelector(one, this::open, clock(950, 1000));

        classifyUntilSelected(selector);

        assertThat(selector.logits(TEXT, LABELS))
                .isEqualTo(one.logits(List.of(TEXT)).get(0));
        assertThatThrownBy(() -> several.logits(List.of(TEXT)).get(0)).hasMessageContaining("closed");
        selector.close();
    }

    @Test
    void fewTextsOpenNoSecondSession() {
        IntraOpThreadSelector selector = new IntraOpThreadSelector(one, this::open, System::nanoTime);

        for (int i = 0; i < IntraOpThreadSelector.WARM_UP_TEXTS; i++) {
            selector.logits(TEXT, LABELS);
        }

        selector.close();
        assertThat(opened).hasValue(0);
    }

    @Test
    void oneThreadStaysWhereSeveralCannotBeOpened() {
        Supplier<GraphSession> failing = () -> {
            opened.incrementAndGet();
            throw new ModelFormatException("no memory");
        };
        IntraOpThreadSelector selector = new IntraOpThreadSelector(one, failing, System::nanoTime);

        classifyUntilSelected(selector);

        assertThat(selector.logits(TEXT, LABELS))
                .isEqualTo(one.logits(List.of(TEXT)).get(0));
        selector.close();
        assertThat(opened).hasValue(1);
    }

    @Test
    void closingWaitsForTheSessionThatIsBeingOpened() {
        IntraOpThreadSelector selector = new IntraOpThreadSelector(one, this::open, System::nanoTime);
        for (int i = 0; i <= IntraOpThreadSelector.WARM_UP_TEXTS; i++) {
            selector.logits(TEXT, LABELS);
        }

        selector.close();

        assertThat(opened).hasValue(1);
        assertThatThrownBy(() -> several.logits(List.of(TEXT)).get(0)).hasMessageContaining("closed");
    }

    private GraphSession open() {
        opened.incrementAndGet();
        return several;
    }

    /** Each text is measured at its begin, between its two runs and at its end. */
    private static LongSupplier clock(long severalNanos, long oneNanos) {
        AtomicLong calls = new AtomicLong();
        return () -> {
            long call = calls.getAndIncrement();
            return call / 3 * 1_000_000 + (call % 3 >= 1 ? severalNanos : 0) + (call % 3 == 2 ? oneNanos : 0);
        };
    }

    /** The session with several threads opens in the background, so the number of texts varies. */
    private void classifyUntilSelected(IntraOpThreadSelector selector) {
        while (!selector.hasSelected()) {
            assertThat(selector.logits(TEXT, LABELS))
                    .isEqualTo(one.logits(List.of(TEXT)).get(0));
        }
    }
}
