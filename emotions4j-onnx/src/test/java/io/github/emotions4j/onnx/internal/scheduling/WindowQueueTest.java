package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowQueueTest {

    private static final BatchLimits LIMITS = new BatchLimits(40, 80, 1024);
    private static final int WINDOW = 20;

    private final FakeInference inference = new FakeInference(LIMITS, WINDOW);
    private final WindowQueue<String> queue = new WindowQueue<>();
    private final Job job = Job.ofManyTexts();

    private TextTask<String> add(Job owner, int length) {
        TextTask<String> text = TextTask.of(owner, 0, "x".repeat(length), inference);
        queue.add(text);
        return text;
    }

    private List<TextTask<String>> add(int... lengths) {
        return IntStream.of(lengths).mapToObj(length -> add(job, length)).toList();
    }

    private void tokenizeAll() {
        tokenize(Integer.MAX_VALUE);
    }

    private void tokenize(int maxTexts) {
        for (TextTask<String> text : queue.takeUntokenized(null, maxTexts, Integer.MAX_VALUE)) {
            text.tokenize();
            queue.addTokenized(text);
        }
    }

    private List<TextTask<String>> takeTexts(int freeWorkers) {
        tokenizeAll();
        return queue.take(null, freeWorkers, LIMITS).entries().stream()
                .map(Batch.Entry::text)
                .toList();
    }

    private List<Integer> takeLengths(int freeWorkers) {
        return takeTexts(freeWorkers).stream().map(TextTask::windowTokens).toList();
    }

    private List<List<Integer>> takeAllLengths() {
        List<List<Integer>> batches = new ArrayList<>();
        tokenizeAll();
        while (!queue.isEmpty()) {
            batches.add(takeLengths(1));
        }
        return batches;
    }

    @Test
    void knowsWhetherOnlyShortSinglesWait() {
        TextTask<String> single = TextTask.ofTokenized(Job.ofOneText(), "single", inference);
        queue.add(single);
        assertThat(queue.hasOnlyShortSingles()).isTrue();

        add(5);
        assertThat(queue.hasOnlyShortSingles()).isFalse();
        tokenizeAll();
        assertThat(queue.hasOnlyShortSingles()).isFalse();
    }

    @Test
    void aBatchStartsWithTheOldestTextAndTakesNearLengths() {
        add(10, 2, 19, 12, 9, 3, 11);

        // Sorted by length, the first 40 tokens are a part that begins with 2.
        assertThat(takeAllLengths()).containsExactly(List.of(10, 2, 3, 9, 11), List.of(19, 12));
    }

    @Test
    void twoWorkersGetTheShortAndTheLongTextsOfAList() {
        add(5, 12, 6, 11, 4, 10, 7, 13);

        assertThat(takeLengths(2)).containsExactly(5, 4, 6, 7, 10);
        assertThat(takeLengths(1)).containsExactly(12, 11, 13);
    }

    @Test
    void aBatchInTheMiddleLeavesPartsOfNearLengths() {
        add(10, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 10, 10, 10, 20, 20);

        // 39 tokens of short texts are one part, but for one token; 40 tokens follow.
        assertThat(takeLengths(1)).containsExactly(10, 10, 10, 10);
        assertThat(takeLengths(1)).containsExactly(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void withinALengthTheOldestTextsComeFirst() {
        List<TextTask<String>> texts = add(10, 10, 10, 10, 10, 10);

        assertThat(takeTexts(1)).isEqualTo(texts.subList(0, 4));
        assertThat(takeTexts(1)).isEqualTo(texts.subList(4, 6));
    }

    @Test
    void aBatchKeepsToItsTokenBudget() {
        add(15, 15, 15, 10, 1);

        assertThat(takeAllLengths()).containsExactly(List.of(15, 1, 10), List.of(15, 15));
    }

    @Test
    void aBatchKeepsToItsPaddedTokens() {
        add(17, 1, 1, 1, 1, 1);

        // Each text is padded to 20 tokens: four of them fit 80, though the token budget has room for all.
        assertThat(takeAllLengths()).containsExactly(List.of(17, 1, 1, 1), List.of(1, 1));
    }

    @Test
    void aBatchHasAtLeastOneWindowWhateverItCosts() {
        WindowQueue<String> small = new WindowQueue<>();
        for (int i = 0; i < 3; i++) {
            small.add(TextTask.ofTokenized(job, i == 0 ? "" : "xxx", inference));
        }

        for (int i = 0; i < 3; i++) {
            assertThat(small.take(null, 1, BatchLimits.ONE_BY_ONE).entries()).hasSize(1);
        }
        assertThat(small.isEmpty()).isTrue();
    }

    @Test
    void fewTextsAreSharedByTheFreeWorkers() {
        add(5, 5, 5, 5, 5, 5, 5, 5);

        assertThat(takeLengths(2)).hasSize(4);
        assertThat(takeLengths(1)).hasSize(4);
    }

    @Test
    void textsThatAreNotTokenizedYetCountAsWaiting() {
        add(8, 8, 8, 8, 8, 8);
        tokenize(3);

        // Three texts of 8 tokens, and 8 characters are estimated as 2 tokens: 30 tokens, of which a worker takes 15.
        assertThat(queue.take(null, 2, LIMITS).entries()).hasSize(1);
        // 22 tokens are left.
        assertThat(queue.take(null, 1, LIMITS).entries()).hasSize(2);
    }

    @Test
    void aLongTextAmongAStreamOfShortOnesIsNotLeftBehind() {
        add(4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
        TextTask<String> longText = add(19).get(0);
        List<TextTask<String>> taken = new ArrayList<>();
        int batches = 0;
        while (!taken.contains(longText)) {
            add(4, 4, 4, 4, 4, 4, 4, 4, 4, 4);
            taken = takeTexts(1);
            batches++;
        }

        // The ten texts before it fill one batch of 40 tokens.
        assertThat(batches).isEqualTo(2);
    }

    @Test
    void aSmallJobHasItsTurnSoonBesideALargeOne() {
        IntStream.range(0, 1000).forEach(i -> add(job, 4 + i % 7));
        for (int i = 0; i < 20; i++) {
            takeTexts(1);
        }
        TextTask<String> beside = add(Job.ofManyTexts(), 20);

        List<TextTask<String>> twoBatches = new ArrayList<>(takeTexts(1));
        twoBatches.addAll(takeTexts(1));
        assertThat(twoBatches).contains(beside);
    }

    @Test
    void twoJobsOfDifferentLengthsGetEqualShares() {
        Job other = Job.ofManyTexts();
        IntStream.range(0, 1000).forEach(i -> add(job, 4));
        IntStream.range(0, 200).forEach(i -> add(other, 20));

        int[] tokens = new int[2];
        for (int i = 0; i < 50; i++) {
            takeTexts(1).forEach(text -> tokens[text.job() == job ? 0 : 1] += text.windowTokens());
        }
        assertThat(tokens[0] / (double) tokens[1]).isBetween(0.5, 2.0);
    }

    @Test
    void aSeriesOfSingleTextsDoesNotHoldUpAList() {
        TextTask<String> listed = add(4, 18).get(1);
        List<TextTask<String>> taken = new ArrayList<>();
        int batches = 0;
        while (!taken.contains(listed)) {
            for (int i = 0; i < 20; i++) {
                add(Job.ofOneText(), 4);
            }
            taken = takeTexts(1);
            batches++;
        }
        assertThat(batches).isLessThan(10);
    }

    @Test
    void aLongTextDoesNotHoldUpShorterTextsBehindIt() {
        TextTask<String> longText = add(1000 * WINDOW).get(0);
        List<TextTask<String>> behind = add(19, 19, 19);

        assertThat(takeTexts(1)).containsExactly(longText, behind.get(0));
        assertThat(takeTexts(1)).isEqualTo(behind.subList(1, 3));
        assertThat(takeTexts(1)).containsExactly(longText, longText);
    }

    @Test
    void windowsOfALongTextFillABatchAndAreSharedByTheWorkers() {
        add(5 * WINDOW);
        tokenizeAll();

        assertThat(windows(queue.take(null, 1, LIMITS))).containsExactly(0, 1);
        assertThat(windows(queue.take(null, 3, LIMITS))).containsExactly(2);
        assertThat(windows(queue.take(null, 1, LIMITS))).containsExactly(3, 4);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void manyWindowsOfALongTextShareABatch() {
        add(6 * WINDOW);
        tokenizeAll();

        BatchLimits roomForFive = new BatchLimits(5 * WINDOW, 5 * WINDOW, WINDOW);
        assertThat(windows(queue.take(null, 1, roomForFive))).containsExactly(0, 1, 2, 3, 4);
    }

    private static List<Integer> windows(Batch<String> batch) {
        return batch.entries().stream().map(Batch.Entry::window).toList();
    }

    @Test
    void aBatchStartsWithTheTextThatAReaderWaitsFor() {
        List<TextTask<String>> texts = add(4, 4, 20);
        tokenizeAll();

        Batch<String> batch = queue.take(texts.get(2), 3, LIMITS);

        assertThat(batch.entries()).extracting(Batch.Entry::text).containsExactly(texts.get(2));
        assertThat(queue.take(texts.get(2), 1, LIMITS).entries()).isEmpty();
    }

    @Test
    void textsAreTokenizedInTheirTurnWithinBounds() {
        List<TextTask<String>> texts = add(5, 6, 7, 100, 8);

        assertThat(queue.takeUntokenized(null, 2, 1000)).isEqualTo(texts.subList(0, 2));
        assertThat(queue.takeUntokenized(texts.get(4), 2, 20)).containsExactly(texts.get(4), texts.get(2));
        assertThat(queue.takeUntokenized(null, 2, 20)).containsExactly(texts.get(3));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aClosedJobLeavesNothingBehind() {
        Job other = Job.ofManyTexts();
        List<TextTask<String>> closing = add(4, 4, 50);
        tokenize(1);
        TextTask<String> kept = add(other, 4);
        List<TextTask<String>> beingTokenized = queue.takeUntokenized(closing.get(1), 1, 1000);

        queue.close(job);
        beingTokenized.forEach(TextTask::tokenize);
        beingTokenized.forEach(queue::addTokenized);

        assertThat(takeTexts(1)).containsExactly(kept);
        assertThat(queue.isEmpty()).isTrue();
        assertSharedEvenly();
    }

    /** Tokens that nobody counts any more would let one worker take all. */
    private void assertSharedEvenly() {
        Job next = Job.ofManyTexts();
        for (int i = 0; i < 8; i++) {
            add(next, 4);
        }
        assertThat(takeTexts(2)).hasSize(4);
        queue.close(next);
    }

    @Test
    void aTextThatFailsToTokenizeLeavesNothingBehind() {
        TextTask<String> failing = TextTask.of(job, 7, null, inference);
        queue.add(failing);
        tokenizeAll();

        assertThat(failing.isDone()).isTrue();
        assertThat(queue.isEmpty()).isTrue();
        assertSharedEvenly();
    }

    @Test
    void knowsWhetherASingleTextOfOneWindowWaits() {
        Job single = Job.ofOneText();
        add(4);
        queue.add(TextTask.ofTokenized(Job.ofOneText(), "x".repeat(3 * WINDOW), inference));
        assertThat(queue.shortSingles()).isZero();

        queue.add(TextTask.ofTokenized(single, "xxx", inference));
        assertThat(queue.shortSingles()).isEqualTo(1);

        queue.close(single);
        assertThat(queue.shortSingles()).isZero();
    }

    @Test
    void droppedTextsAreReturned() {
        List<TextTask<String>> texts = add(4, 4, 50);
        tokenize(1);

        assertThat(queue.clear()).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(queue.isEmpty()).isTrue();
        assertSharedEvenly();
    }
}
