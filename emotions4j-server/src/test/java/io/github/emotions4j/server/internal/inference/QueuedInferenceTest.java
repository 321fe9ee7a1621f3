package io.github.emotions4j.server.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.server.internal.protocol.FakeModel;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class QueuedInferenceTest {

    private static final ServedModel MODEL = new FakeModel("fake", LabelSet.of("joy"));

    @Test
    void requestCountsForItsTokensWithinBounds() {
        assertThat(TokenQueue.Cost.of(List.of("a")).tokens()).isEqualTo(16);
        assertThat(TokenQueue.Cost.of(List.of("a".repeat(200))).tokens()).isEqualTo(52);
        assertThat(TokenQueue.Cost.of(List.of("a".repeat(100_000))).tokens()).isEqualTo(256);
        assertThat(TokenQueue.Cost.of(List.of("a".repeat(100_000))).allTokens()).isEqualTo(25_002);
    }

    @Test
    void queueRefusesWhatDoesNotFit() {
        TokenQueue queue = new TokenQueue(32);
        TokenQueue.Cost small = TokenQueue.Cost.of(List.of("a"));

        assertThat(queue.enter(small)).isTrue();
        assertThat(queue.enter(small)).isTrue();
        assertThat(queue.enter(small)).isFalse();
        queue.leave(small);

        assertThat(queue.enter(small)).isTrue();
        assertThat(queue.tokens()).isEqualTo(32);
    }

    @Test
    void emptyQueueTakesEveryRequest() {
        TokenQueue queue = new TokenQueue(1);
        TokenQueue.Cost large = TokenQueue.Cost.of(List.of("a".repeat(4000)));

        assertThat(queue.enter(large)).isTrue();
        assertThat(queue.enter(large)).isFalse();
        assertThat(queue.retryAfterSeconds()).isBetween(1, 60);
        queue.leave(large);

        assertThat(queue.requests()).isZero();
        assertThat(queue.tokens()).isZero();
    }

    @Test
    void queueTakesAsManySmallRequestsAsItSays() {
        TokenQueue queue = new TokenQueue(1024);
        TokenQueue.Cost small = TokenQueue.Cost.of(List.of("a"));
        int entered = 0;
        while (queue.enter(small)) {
            entered++;
        }

        assertThat(entered).isEqualTo(queue.maxRequests()).isEqualTo(64);
    }

    @Test
    void slowRequestsMakeClientsComeBackLater() {
        TokenQueue queue = new TokenQueue(1024);
        TokenQueue.Cost cost = TokenQueue.Cost.of(List.of("a".repeat(40_000)));
        queue.enter(cost);
        int first = queue.retryAfterSeconds();
        for (int i = 0; i < 20; i++) {
            queue.scored(cost, Duration.ofSeconds(50));
        }

        assertThat(queue.retryAfterSeconds()).isGreaterThan(first).isBetween(20, 60);
    }

    @Test
    void failureOfTheModelFreesTheQueueAndKeepsTheRate() {
        TokenQueue queue = new TokenQueue(1024);
        QueuedInference inference =
                new QueuedInference(new QueuedInference.Limits(2, 100_000), queue, (model, results) -> {});
        for (RuntimeException failure : List.of(new CancellationException(), new IllegalStateException("private"))) {
            assertThatThrownBy(() -> inference.classify(new FailingModel(failure), List.of("a".repeat(40_000))))
                    .isInstanceOf(RequestException.class)
                    .hasMessageNotContaining("private");
        }

        assertThat(queue.requests()).isZero();
        queue.enter(TokenQueue.Cost.of(List.of("a".repeat(40_000))));
        assertThat(queue.retryAfterSeconds()).as("at the assumed rate").isEqualTo(6);
    }

    @Test
    void limitsAreCheckedBeforeTheQueue() {
        QueuedInference inference =
                new QueuedInference(new QueuedInference.Limits(2, 3), new TokenQueue(100), (model, results) -> {});

        assertThatThrownBy(() -> inference.classify(MODEL, List.of("a", "b", "c")))
                .isInstanceOfSatisfying(RequestException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(ErrorKind.TOO_LARGE))
                .hasMessage("found 3 texts, expected at most 2 in a request");
        assertThatThrownBy(() -> inference.classify(MODEL, List.of("a", "private")))
                .isInstanceOf(RequestException.class)
                .hasMessage("text 1 has 7 characters, expected at most 3");
        assertThat(inference.classify(MODEL, List.of()).scores()).isEmpty();
    }
}
