package io.github.emotions4j.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningRequestTest {

    @Test
    void threadIsInterruptedOnlyWhileItAnswers() {
        RunningRequest running = new RunningRequest();
        running.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        running.end();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        running.interrupt();
        assertThat(Thread.interrupted()).isFalse();
    }
}
