package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * The threads of a training run, one per core that it uses. Each worker computes its share of a batch in one thread.
 * That is faster than to run each operation on all cores (intra-op threads): threads of libtorch and OpenBLAS that wait
 * for the next operation spin, and take cores from threads that have work. So the number of intra-op threads is 1 while
 * there are workers.
 *
 * <p>One caller at a time; not thread-safe.
 */
final class Workers implements AutoCloseable {

    private static final int MOST_SECONDS_OF_A_STEP = 60;

    private final int count;
    private final int callerThreads;
    private final int blasThreads;
    private final ExecutorService pool;
    private final Thread atExit;

    Workers(int count) {
        this.count = count;
        this.callerThreads = torch.get_num_threads();
        this.blasThreads = blasThreads();
        torch.set_num_threads(1);
        setBlasThreads(1);
        this.pool = Executors.newFixedThreadPool(count, Workers::thread);
        this.atExit = new Thread(this::finish, "emotions4j-training-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    // A process that exits unloads libtorch; a worker that still computes would crash it.
    private void finish() {
        pool.shutdown();
        try {
            pool.awaitTermination(MOST_SECONDS_OF_A_STEP, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // OpenBLAS starts with a thread per processor. Its binding reports 0 until a number has been set.
    private static int blasThreads() {
        try (PointerScope scope = new PointerScope()) {
            int set = openblas_nolapack.blas_get_num_threads();
            return set > 0 ? set : Runtime.getRuntime().availableProcessors();
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
     * Runs work on all workers at the same time.
     *
     * @param work gets the worker's number, from 0
     * @return one result per worker, in the order of their numbers
     * @throws TrainingException if one fails, or the process is exiting
     */
    <T> List<T> each(IntFunction<T> work) {
        try {
            return IntStream.range(0, count).mapToObj(worker -> pool.submit(() -> work.apply(worker))).toList().stream()
                    .map(Workers::result)
                    .toList();
        } catch (RejectedExecutionException ending) {
            throw new TrainingException(
                    "stopped, because the process is exiting; the last checkpoint is valid", ending);
        }
    }

    /** A worker's share of independent items: every {@code count}-th. */
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
        forgetExit();
        torch.set_num_threads(callerThreads);
        setBlasThreads(blasThreads);
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            System.getLogger(Workers.class.getName()).log(Level.DEBUG, "closed while the process exits", ending);
        }
    }
}
