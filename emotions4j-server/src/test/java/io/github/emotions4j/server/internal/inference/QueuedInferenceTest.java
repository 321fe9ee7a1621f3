package io.github.emotions4j.server.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.server.internal.protocol.FakeModel;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.time.Duration;
import java.util.List;
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
        queue.leave(small, Duration.ofMillis(5));

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
        queue.leave(large, Duration.ofSeconds(1));

        assertThat(queue.requests()).isZero();
        assertThat(queue.tokens()).isZero();
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
