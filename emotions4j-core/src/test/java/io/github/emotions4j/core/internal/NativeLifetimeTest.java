package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NativeLifetimeTest {

    private final NativeLifetime lifetime = new NativeLifetime("the graph is closed: model.onnx");
    private final AtomicInteger freed = new AtomicInteger();

    @Test
    void givesTheResultOfAUse() {
        assertThat(lifetime.<Integer, RuntimeException>use(() -> 7)).isEqualTo(7);
    }

    @Test
    void freesOnce() {
        lifetime.close(freed::incrementAndGet);
        lifetime.close(freed::incrementAndGet);
        assertThat(freed).hasValue(1);
    }

    @Test
    void refusesUseAfterTheEnd() {
        lifetime.requireOpen();
        lifetime.close(freed::incrementAndGet);
        assertThatThrownBy(() -> lifetime.use(() -> 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the graph is closed: model.onnx");
        assertThatThrownBy(lifetime::requireOpen).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void passesOnWhatAUseThrowsAndIsUsableAfterIt() {
        assertThatThrownBy(() -> lifetime.use(() -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class);
        assertThat(lifetime.<Integer, RuntimeException>use(() -> 7)).isEqualTo(7);
        lifetime.close(freed::incrementAndGet);
        assertThat(freed).hasValue(1);
    }

    @Test
    void freesAfterTheUsesUnderWay() throws InterruptedException {
        CountDownLatch inUse = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean freedDuringUse = new AtomicBoolean();
        Thread user = new Thread(() -> lifetime.<Boolean, RuntimeException>use(() -> {
            inUse.countDown();
            awaitQuietly(end);
            freedDuringUse.set(freed.get() > 0);
            return true;
        }));
        user.start();
        inUse.await();
        Thread closer = new Thread(() -> lifetime.close(freed::incrementAndGet));
        closer.start();
        while (closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        end.countDown();
        user.join();
        closer.join();
        assertThat(freedDuringUse).isFalse();
        assertThat(freed).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
