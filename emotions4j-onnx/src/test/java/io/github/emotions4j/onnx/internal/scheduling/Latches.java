package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that fail a test instead of hanging it. Stateless. */
final class Latches {

    private Latches() {}

    /** Goes on waiting after an interrupt, as a run of a graph does; the thread stays interrupted. */
    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (latch.getCount() > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                latch.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(100_000);
        }
    }

    /** Waits until all of these threads wait for something. */
    static void awaitWaiting(Collection<Thread> threads) {
        awaitTrue(() -> threads.stream()
                .map(Thread::getState)
                .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING));
    }
}
