package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.emotions4j.core.TrainingException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void allWorkAtOnceAndResultsComeByNumber() {
        CountDownLatch atWork = new CountDownLatch(3);
        try (Workers workers = new Workers(3)) {
            List<Integer> found = workers.each(worker -> {
                atWork.countDown();
                await(atWork);
                return worker * 10;
            });
            assertThat(found).containsExactly(0, 10, 20);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void librariesAddNoThreadsOfTheirOwnWhileThereAreWorkers() {
        int blasBefore = openblas_nolapack.blas_get_num_threads();
        int torchBefore = torch.get_num_threads();
        try {
            openblas_nolapack.blas_set_num_threads(2);
            torch.set_num_threads(3);
            try (Workers workers = new Workers(2)) {
                assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
                assertThat(torch.get_num_threads()).isEqualTo(1);
                assertThat(workers.each(worker -> torch.get_num_threads())).containsExactly(1, 1);
            }
            assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
            assertThat(torch.get_num_threads()).isEqualTo(3);
        } finally {
            openblas_nolapack.blas_set_num_threads(
                    blasBefore > 0 ? blasBefore : Runtime.getRuntime().availableProcessors());
            torch.set_num_threads(torchBefore);
        }
    }

    @Test
    void sharesHaveEveryThingOnce() {
        try (Workers workers = new Workers(2)) {
            assertThat(workers.share(0, List.of(1, 2, 3))).containsExactly(1, 3);
            assertThat(workers.share(1, List.of(1, 2, 3))).containsExactly(2);
        }
    }

    @Test
    void failureOfAWorkerNamesItsReason() {
        try (Workers workers = new Workers(2)) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> workers.each(worker -> {
                        throw new IllegalStateException("no memory");
                    }))
                    .withMessageContaining("no memory");
        }
    }
}
