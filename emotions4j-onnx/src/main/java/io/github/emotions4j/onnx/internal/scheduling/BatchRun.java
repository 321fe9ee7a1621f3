package io.github.emotions4j.onnx.internal.scheduling;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Runs batches in the calling thread. Where a batch fails, each of its windows runs alone, so that each text gets its
 * own result or its own failure. An {@link Error} is not tried again; it fails all texts of the batch.
 *
 * <p>Thread-safe.
 *
 * @param <T> a tokenised text
 */
final class BatchRun<T> {

    private static final Logger LOGGER = System.getLogger(BatchRun.class.getName());

    private final BatchInference<T> inference;

    BatchRun(BatchInference<T> inference) {
        this.inference = inference;
    }

    void run(Batch<T> batch) {
        if (batch.entries().size() > 1) {
            runTogether(batch);
        } else {
            batch.entries().forEach(this::runAlone);
        }
    }

    private void runTogether(Batch<T> batch) {
        List<Batch.Entry<T>> entries = batch.entries();
        try {
            addLogits(entries);
        } catch (RuntimeException failed) {
            LOGGER.log(Level.DEBUG, () -> "a batch of " + entries.size() + " failed, each window runs alone", failed);
            entries.forEach(this::runAlone);
        } catch (Error fatal) {
            batch.fail(fatal);
        }
    }

    private void runAlone(Batch.Entry<T> entry) {
        try {
            addLogits(List.of(entry));
        } catch (RuntimeException | Error failed) {
            entry.text().fail(failed);
        }
    }

    private void addLogits(List<Batch.Entry<T>> entries) {
        long begin = System.nanoTime();
        List<float[]> logits =
                inference.logits(entries.stream().map(Batch.Entry::toWindow).toList());
        if (logits.size() != entries.size()) {
            throw new IllegalStateException(
                    "found logits of " + logits.size() + " windows, expected " + entries.size());
        }
        report(entries, begin, System.nanoTime());
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).addLogits(logits.get(i));
        }
    }

    private void report(List<Batch.Entry<T>> entries, long begin, long end) {
        long tokens = 0;
        long waited = 0;
        for (Batch.Entry<T> entry : entries) {
            tokens += entry.text().windowTokens();
            waited = Math.max(waited, begin - entry.text().queuedNanos());
        }
        inference.batchEnded(entries.size(), tokens, waited, end - begin);
    }
}
