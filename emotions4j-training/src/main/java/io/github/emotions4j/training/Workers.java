package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * The threads of a training run, one for each core that it takes. Several small computations keep more cores busy than one
 * does whose every operation is shared out: threads of libtorch and OpenBLAS that wait for the next operation spin, and take
 * the cores from those that have work. So while there are workers, each computes in its own thread alone.
 *
 * <p>One caller at a time; not thread-safe.
 */
final class Workers implements AutoCloseable {

    private final int count;
    private final int callerThreads;
    private final int blasThreads;
    private final ExecutorService pool;

    Workers(int count) {
        this.count = count;
        this.callerThreads = torch.get_num_threads();
        this.blasThreads = blasThreads();
        torch.set_num_threads(1);
        setBlasThreads(1);
        this.pool = Executors.newFixedThreadPool(count, Workers::thread);
    }

    private static int blasThreads() {
        try (PointerScope scope = new PointerScope()) {
            return openblas_nolapack.blas_get_num_threads();
        }
    }

    // Each call makes a pointer to OpenBLAS's function.
    private static void setBlasThreads(int threads) {
        try (PointerScope scope = new PointerScope()) {
            openblas_nolapack.blas_set_num_threads(threads);
        }
    }

    // libtorch's thread count belongs to the thread that sets it.
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    torch.set_num_threads(1);
                    work.run();
                },
                "emotions4j-training");
        thread.setDaemon(true);
        return thread;
    }

    int count() {
        return count;
    }

    /**
     * Does something once for each worker, all at once.
     *
     * @param work gets the worker's number, from 0
     * @return what each gave, by its number
     * @throws TrainingException if one fails
     */
    <T> List<T> each(IntFunction<T> work) {
        List<Future<T>> underWay = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            int number = worker;
            underWay.add(pool.submit(() -> work.apply(number)));
        }
        return underWay.stream().map(Workers::result).toList();
    }

    /** A worker's share of things that are done in any order: every {@code count}-th. */
    <T> List<T> share(int worker, List<T> all) {
        List<T> share = new ArrayList<>();
        for (int i = worker; i < all.size(); i += count) {
            share.add(all.get(i));
        }
        return share;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new TrainingException("a step failed: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TrainingException("interrupted in the middle of a step", interrupted);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        torch.set_num_threads(callerThreads);
        setBlasThreads(blasThreads);
    }
}
