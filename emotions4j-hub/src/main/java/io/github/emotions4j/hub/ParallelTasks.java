package io.github.emotions4j.hub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks on several threads; the first failure stops the others. */
final class ParallelTasks {

    private static final long TERMINATION_SECONDS = 10;

    private ParallelTasks() {}

    /**
     * Runs all tasks and waits for them.
     *
     * @param threads how many tasks run at the same time
     * @return the results in the order of the tasks
     * @throws IOException if a task fails with it; unchecked exceptions of a task are rethrown as they are
     */
    static <T> List<T> run(int threads, List<Callable<T>> tasks) throws IOException {
        if (tasks.isEmpty()) {
            return List.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks.size()), task -> {
            Thread thread = new Thread(task, "emotions4j-hub");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<T> running = new ExecutorCompletionService<>(pool);
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(running.submit(task)));
            for (int done = 0; done < futures.size(); done++) {
                running.take().get();
            }
            return results(futures);
        } catch (InterruptedException interrupted) {
            throw InterruptedIo.of("downloading files", interrupted);
        } catch (ExecutionException failed) {
            throw failure(failed);
        } finally {
            stop(pool);
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static IOException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    }

    // Waits even if interrupted, so that no thread still writes when this method returns.
    private static void stop(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!pool.awaitTermination(TERMINATION_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(ParallelTasks.class.getName())
                        .log(
                                System.Logger.Level.DEBUG,
                                "a download has not stopped after " + TERMINATION_SECONDS + " s");
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
