package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in a worker must reach the reader: a text that stays unfinished would make it wait for ever. */
@Timeout(60)
class WorkerFailureTest {

    private static final Scores SCORES = Scores.of(Thresholds.constant(LabelSet.of("joy"), 0.5), new float[] {0.5f});

    /** Where the text "bad" fails first. */
    private enum Step {
        TOKENIZE,
        BUCKET,
        BUDGET,
        BATCH
    }

    /** Bad texts have a bucket of their own, of which many share a batch. */
    private static final class Failing implements BatchInference<String> {

        private final Step failing;
        private final AtomicInteger failures = new AtomicInteger();

        Failing(Step failing) {
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
        public int tokenCount(String text) {
            return 1;
        }

        @Override
        public int bucket(String text) {
            reach(Step.BUCKET, text.equals("bad"));
            return text.equals("bad") ? 1 : 0;
        }

        @Override
        public int maxBatchTokens(int bucket) {
            reach(Step.BUDGET, bucket == 1);
            return 8;
        }

        @Override
        public List<Scores> classify(List<String> batch) {
            // A reader that runs a bad text itself asks for no budget, so a batch fails in every case.
            reach(failing, batch.contains("bad"));
            return Collections.nCopies(batch.size(), SCORES);
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
        for (Step step : new Step[] {Step.TOKENIZE, Step.BUCKET, Step.BUDGET}) {
            for (int round = 0; round < 50; round++) {
                assertReaderGetsTheError(workers, new Failing(step));
            }
        }
    }

    /** The scores before the first bad text arrive where it fails by itself; an error may end the job before. */
    private static void assertReaderGetsTheError(int workers, BatchInference<String> inference) {
        List<String> texts = IntStream.range(0, 600)
                .mapToObj(i -> i % 8 == 7 ? "bad" : "good")
                .toList();
        List<Scores> taken = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(workers);
                ScoresSpliterator<String> scores = pool.classify(texts.iterator(), inference)) {
            assertThatThrownBy(() -> scores.forEachRemaining(taken::add)).isInstanceOf(StackOverflowError.class);
        }
        assertThat(taken).hasSizeLessThanOrEqualTo(7).containsOnly(SCORES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void aJobAfterTheErrorRunsAsUsual(int workers) {
        try (WorkerPool pool = new WorkerPool(workers)) {
            ScoresSpliterator<String> failing =
                    pool.classify(List.of("bad", "bad", "good").iterator(), new Failing(Step.BATCH));
            assertThatThrownBy(() -> failing.forEachRemaining(each -> {})).isInstanceOf(StackOverflowError.class);
            List<Scores> taken = new ArrayList<>();

            pool.classify(Collections.nCopies(500, "good").iterator(), new Failing(Step.BATCH))
                    .forEachRemaining(taken::add);

            assertThat(taken).hasSize(500);
        }
    }
}
