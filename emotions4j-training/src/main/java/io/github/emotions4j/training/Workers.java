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
 * The threads of a training run, one for each core that it takes. Several small computations keep more cores busy than one
 * does whose every operation is shared out: threads of libtorch and OpenBLAS that wait for the next operation spin, and take
 * the cores from those that have work. So while there are workers, each computes in its own thread alone.
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

    // A process that is told to end takes libtorch down; a worker inside would crash it.
    private void finish() {
        pool.shutdown();
        try {
            pool.awaitTermination(MOST_SECONDS_OF_A_STEP, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // OpenBLAS starts with a thread for each processor; the preset knows a number only once somebody has set one.
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
     * Does something once for each worker, all at once.
     *
     * @param work gets the worker's number, from 0
     * @return what each gave, by its number
     * @throws TrainingException if one fails, or the process is ending
     */
    <T> List<T> each(IntFunction<T> work) {
        try {
            return IntStream.range(0, count).mapToObj(worker -> pool.submit(() -> work.apply(worker))).toList().stream()
                    .map(Workers::result)
                    .toList();
        } catch (RejectedExecutionException ending) {
            throw new TrainingException("stopped, for the process is ending; the last checkpoint holds", ending);
        }
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
        forgetExit();
        torch.set_num_threads(callerThreads);
        setBlasThreads(blasThreads);
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            System.getLogger(Workers.class.getName()).log(Level.DEBUG, "closed while the process ends", ending);
        }
    }
}
