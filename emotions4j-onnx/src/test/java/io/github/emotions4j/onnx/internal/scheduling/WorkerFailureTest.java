package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.Scores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in a worker must reach the reader: a text that stays unfinished would make it wait for ever. */
@Timeout(60)
class WorkerFailureTest {

    /** Where the text "bad" fails first. */
    private enum Step {
        TOKENIZE,
        WINDOW_COUNT,
        BATCH,
        POOLING
    }

    /** Bad texts share batches with good ones. */
    private static final class Failing extends FakeInference {

        private final Step failing;
        private final AtomicInteger failures = new AtomicInteger();

        Failing(Step failing) {
            super(new BatchLimits(32, 64, 1024), Integer.MAX_VALUE);
            this.failing = failing;
        }

        private void reach(Step step, boolean bad) {
            if (bad && step == failing) {
                failures.incrementAndGet();
                throw new StackOverflowError(step.name());
            }
        }

        @Override
        public String tokenize(String text) {
            reach(Step.TOKENIZE, text.equals("bad"));
            return text;
        }

        @Override
        public int windowCount(String text) {
            reach(Step.WINDOW_COUNT, text.equals("bad"));
            return super.windowCount(text);
        }

        @Override
        public List<float[]> logits(List<Window<String>> batch) {
            reach(Step.BATCH, batch.stream().anyMatch(window -> window.text().equals("bad")));
            return super.logits(batch);
        }

        @Override
        public WindowScores newScores(String text) {
            reach(Step.POOLING, text.equals("bad"));
            return super.newScores(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anErrorInABatchReachesTheReaderAndIsNotTriedAgain(int workers) {
        Failing inference = new Failing(Step.BATCH);
        for (int round = 0; round < 50; round++) {
            inference.failures.set(0);
            assertReaderGetsTheError(workers, inference);
        }
        assertThat(inference.failures.get()).isLessThan(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anErrorElsewhereReachesTheReaderToo(int workers) {
        for (Step step : new Step[] {Step.TOKENIZE, Step.WINDOW_COUNT, Step.POOLING}) {
            for (int round = 0; round < 50; round++) {
                assertReaderGetsTheError(workers, new Failing(step));
            }
        }
    }

    /** The scores before the first bad text arrive where it fails by itself; an error may end the job before. */
    private static void assertReaderGetsTheError(int workers, FakeInference inference) {
        List<String> texts = IntStream.range(0, 600)
                .mapToObj(i -> i % 8 == 7 ? "bad" : "good")
                .toList();
        List<Scores> taken = new ArrayList<>();
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(inference, workers);
                ScoresSpliterator<String> scores = scheduler.classifyStream(texts.iterator())) {
            assertThatThrownBy(() -> scores.forEachRemaining(taken::add)).isInstanceOf(StackOverflowError.class);
        }
        assertThat(taken).hasSizeLessThanOrEqualTo(7).allMatch(inference.classifyAlone("good")::equals);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void aJobAfterTheErrorRunsAsUsual(int workers) {
        try (BatchScheduler<String> scheduler = new BatchScheduler<>(new Failing(Step.BATCH), workers)) {
            ScoresSpliterator<String> failing =
                    scheduler.classifyStream(List.of("bad", "bad", "good").iterator());
            assertThatThrownBy(() -> failing.forEachRemaining(each -> {})).isInstanceOf(StackOverflowError.class);
            List<Scores> taken = new ArrayList<>();

            scheduler.classifyList(Collections.nCopies(500, "good").iterator()).forEachRemaining(taken::add);

            assertThat(taken).hasSize(500);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void withoutMemoryForAThreadTheReaderRunsTheTexts(int workers) {
        FakeInference inference = FakeInference.oneByOne();
        Executor noThread = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        StepScheduler<String> steps = new StepScheduler<>(inference, noThread, workers);
        List<Scores> taken = new ArrayList<>();
        new ScoresSpliterator<>(
                        Collections.nCopies(500, "good").iterator(), inference, steps, new ReadAhead(100, 1000, 1))
                .forEachRemaining(taken::add);

        assertThat(taken).hasSize(500);
    }
}
