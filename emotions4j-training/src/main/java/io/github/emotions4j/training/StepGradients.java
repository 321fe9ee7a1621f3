package io.github.emotions4j.training;

import io.github.emotions4j.core.TrainingException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of a step's texts and its gradients. Each worker takes a share of the texts: several small computations keep more cores busy than one does whose every operation is shared out.
 *
 * <p>The result depends on the number of workers, but not on which is faster. One step at a time; not thread-safe.
 */
final class StepGradients implements AutoCloseable {

    private final List<Parameter> parameters;
    private final EncoderConfig config;
    private final int labelCount;
    private final Objective objective;
    private final List<Dropout> dropouts;
    private final List<TorchForward> forwards;
    private final ExecutorService pool;

    /** The mean loss of a step's texts, and one gradient per parameter, in order, of the words' rows for the first. */
    record LossAndGradients(double loss, TensorVector gradients) {}

    StepGradients(
            List<Parameter> parameters, EncoderConfig config, int labelCount, TrainingOptions options, int workers) {
        this.parameters = parameters;
        this.config = config;
        this.labelCount = labelCount;
        this.objective = new Objective(options);
        this.dropouts = IntStream.range(0, workers)
                .mapToObj(worker -> new Dropout(options.seed() + worker * 0x5DEECE66DL))
                .toList();
        this.forwards = dropouts.stream()
                .map(dropout -> new TorchForward(config, parameters, rates(config, options), dropout))
                .toList();
        this.pool = Executors.newFixedThreadPool(workers, StepGradients::worker);
    }

    private static TorchForward.DropoutRates rates(EncoderConfig config, TrainingOptions options) {
        return new TorchForward.DropoutRates(
                options.dropout().orElse(config.hiddenDropout()),
                options.dropout().orElse(config.attentionDropout()),
                options.dropout().orElse(config.classifierDropout()));
    }

    // libtorch's thread count belongs to the thread that sets it.
    private static Thread worker(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    torch.set_num_threads(1);
                    work.run();
                },
                "emotions4j-training");
        thread.setDaemon(true);
        return thread;
    }

    /** The forward pass without dropout, for the calling thread. */
    TorchForward forward() {
        return forwards.get(0);
    }

    /** The result belongs to the enclosing pointer scope. */
    LossAndGradients of(long step, List<EncodedExample> examples, WordRows words) {
        List<List<EncodedExample>> shares = shares(examples, forwards.size());
        List<Future<LossAndGradients>> underWay = new ArrayList<>();
        for (int worker = 0; worker < shares.size(); worker++) {
            int number = worker;
            underWay.add(pool.submit(() -> share(number, step, shares.get(number), examples.size(), words)));
        }
        return sum(underWay);
    }

    /**
     * Cuts texts, sorted by length, into shares of as many texts: shapes that come again and again, for libtorch compiles
     * a kernel for every new one.
     */
    static List<List<EncodedExample>> shares(List<EncodedExample> examples, int count) {
        List<EncodedExample> byLength = new ArrayList<>(examples);
        byLength.sort(Comparator.comparingInt(EncodedExample::length));
        return BatchPlan.batches(byLength, (examples.size() + count - 1) / count);
    }

    private LossAndGradients share(int worker, long step, List<EncodedExample> examples, int stepSize, WordRows words) {
        dropouts.get(worker).startStep(step);
        double loss = 0;
        TensorVector sums = new TensorVector();
        for (List<EncodedExample> part : BatchPlan.parts(examples)) {
            double share = (double) part.size() / stepSize;
            try (PointerScope scope = new PointerScope()) {
                Tensor partLoss =
                        loss(worker, Batch.of(part, labelCount, config), words).mul(new Scalar(share));
                loss += partLoss.item_double();
                addTo(sums, gradients(partLoss, words));
            }
        }
        return new LossAndGradients(loss, sums);
    }

    private Tensor loss(int worker, Batch batch, WordRows words) {
        return objective.of(forwards.get(worker).logits(batch, words), batch);
    }

    private TensorVector gradients(Tensor loss, WordRows words) {
        TensorVector leaves = new TensorVector();
        parameters.forEach(parameter -> leaves.push_back(parameter.compute()));
        leaves.put(Trainer.WORDS, words.leaf());
        return torch.grad(new TensorVector(loss), leaves);
    }

    private static LossAndGradients sum(List<Future<LossAndGradients>> underWay) {
        double loss = 0;
        TensorVector sums = new TensorVector();
        for (Future<LossAndGradients> share : underWay) {
            LossAndGradients result = result(share);
            loss += result.loss();
            addTo(sums, result.gradients());
            result.gradients().close();
        }
        return new LossAndGradients(loss, sums);
    }

    private static LossAndGradients result(Future<LossAndGradients> share) {
        try {
            return share.get();
        } catch (ExecutionException failed) {
            throw new TrainingException("a step failed: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TrainingException("interrupted in the middle of a step", interrupted);
        }
    }

    private static void addTo(TensorVector sums, TensorVector gradients) {
        if (sums.empty()) {
            sums.put(gradients);
            return;
        }
        for (long i = 0; i < sums.size(); i++) {
            sums.get(i).add_(gradients.get(i));
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
