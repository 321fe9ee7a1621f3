package io.github.emotions4j.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.onnx.graph.OnnxGraph;
import io.github.emotions4j.onnx.graph.TestGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The two graphs give different answers here, so that an answer tells which one ran. */
@Timeout(60)
class IntraOpThreadSelectorTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "fear");
    private static final int[] TEXT = {2, 3};

    private OnnxGraph one;
    private OnnxGraph several;
    private final AtomicInteger opened = new AtomicInteger();

    @BeforeEach
    void loadTwoGraphs(@TempDir Path folder) throws IOException {
        one = OnnxGraph.load(new TestGraph().weights(1f, 2f).write(folder.resolve("one.onnx")));
        several = OnnxGraph.load(new TestGraph().weights(10f, 20f).write(folder.resolve("several.onnx")));
    }

    @AfterEach
    void close() {
        one.close();
        several.close();
    }

    @Test
    void severalThreadsStayWhereTheyAreFaster() {
        IntraOpThreadSelector texts = new IntraOpThreadSelector(one, this::open, clock(800, 1000));

        classifyUntilChosen(texts);

        assertThat(texts.logits(TEXT, LABELS)).isEqualTo(several.logits(TEXT));
        texts.close();
        assertThatThrownBy(() -> several.logits(TEXT)).hasMessageContaining("closed");
        assertThat(one.logits(TEXT)).isNotEmpty();
    }

    @Test
    void severalThreadsGoWhereTheySaveLessThanATenth() {
        IntraOpThreadSelector texts = new IntraOpThreadSelector(one, this::open, clock(950, 1000));

        classifyUntilChosen(texts);

        assertThat(texts.logits(TEXT, LABELS)).isEqualTo(one.logits(TEXT));
        assertThatThrownBy(() -> several.logits(TEXT)).hasMessageContaining("closed");
        texts.close();
    }

    @Test
    void fewTextsOpenNothing() {
        IntraOpThreadSelector texts = new IntraOpThreadSelector(one, this::open, System::nanoTime);

        for (int i = 0; i < IntraOpThreadSelector.TEXTS_BEFORE; i++) {
            texts.logits(TEXT, LABELS);
        }

        texts.close();
        assertThat(opened).hasValue(0);
    }

    @Test
    void whatCannotBeOpenedIsDoneWithout() {
        Supplier<OnnxGraph> failing = () -> {
            opened.incrementAndGet();
            throw new ModelFormatException("no memory");
        };
        IntraOpThreadSelector texts = new IntraOpThreadSelector(one, failing, System::nanoTime);

        classifyUntilChosen(texts);

        assertThat(texts.logits(TEXT, LABELS)).isEqualTo(one.logits(TEXT));
        texts.close();
        assertThat(opened).hasValue(1);
    }

    @Test
    void closingWaitsForWhatIsBeingOpened() {
        IntraOpThreadSelector texts = new IntraOpThreadSelector(one, this::open, System::nanoTime);
        for (int i = 0; i <= IntraOpThreadSelector.TEXTS_BEFORE; i++) {
            texts.logits(TEXT, LABELS);
        }

        texts.close();

        assertThat(opened).hasValue(1);
        assertThatThrownBy(() -> several.logits(TEXT)).hasMessageContaining("closed");
    }

    private OnnxGraph open() {
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

    /** Until the graph has been opened, in the background, and all comparisons are done. */
    private void classifyUntilChosen(IntraOpThreadSelector texts) {
        while (!texts.hasChosen()) {
            assertThat(texts.logits(TEXT, LABELS)).isEqualTo(one.logits(TEXT));
        }
    }
}
