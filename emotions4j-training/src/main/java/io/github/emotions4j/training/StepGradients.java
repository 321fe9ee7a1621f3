package io.github.emotions4j.training;

import io.github.emotions4j.modelfolder.EncoderConfig;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The loss of a step's texts and its gradients. Each worker takes a share of the texts.
 *
 * <p>The result depends on the number of workers, but not on which is faster. One step at a time; not thread-safe.
 */
final class StepGradients {

    private final TrainableModel model;
    private final TrainingLoss trainingLoss;
    private final List<Dropout> dropouts;
    private final List<TorchForward> forwards;
    private final Workers workers;

    /**
     * The result of a step.
     *
     * @param loss the mean loss of its texts
     * @param gradients one per parameter, in order; for the token embeddings that of the step's rows
     * @param norm of all gradients together
     */
    record LossAndGradients(double loss, TensorVector gradients, double norm) {}

    /** What a worker's share of the texts adds to loss and gradients. */
    private record Share(double loss, TensorVector gradients) {}

    StepGradients(TrainableModel model, TrainingOptions options, Workers workers) {
        this.model = model;
        this.trainingLoss = new TrainingLoss(options);
        this.dropouts = IntStream.range(0, workers.count())
                .mapToObj(worker -> new Dropout(options.seed() + worker * 0x5DEECE66DL))
                .toList();
        TorchForward.DropoutRates rates = rates(model.config(), options);
        this.forwards = dropouts.stream()
                .map(dropout ->
                        new TorchForward(model.config(), model.parameters(), model.tokenEmbeddings(), rates, dropout))
                .toList();
        this.workers = workers;
    }

    private static TorchForward.DropoutRates rates(EncoderConfig config, TrainingOptions options) {
        OptionalDouble dropout = options.classifier().dropout();
        return new TorchForward.DropoutRates(
                dropout.orElse(config.hiddenDropout()),
                dropout.orElse(config.attentionDropout()),
                dropout.orElse(config.classifierDropout()));
    }

    Workers workers() {
        return workers;
    }

    /** The forward pass of a worker, for its thread alone. */
    TorchForward forward(int worker) {
        return forwards.get(worker);
    }

    /** The result belongs to the enclosing pointer scope. */
    LossAndGradients of(long step, List<EncodedExample> examples, StepTokenEmbeddings tokens) {
        List<LengthSortedExamples> shares = LengthSortedExamples.of(examples).shares(workers.count());
        List<Share> results = workers.each(worker -> worker < shares.size()
                ? share(worker, step, shares.get(worker), examples.size(), tokens)
                : new Share(0, new TensorVector()));
        LossAndGradients sum = sum(results.subList(0, shares.size()));
        results.forEach(result -> result.gradients().close());
        return sum;
    }

    private Share share(
            int worker, long step, LengthSortedExamples examples, int stepSize, StepTokenEmbeddings tokens) {
        dropouts.get(worker).startStep(step);
        double loss = 0;
        TensorVector sums = new TensorVector();
        for (LengthSortedExamples part : examples.memoryParts()) {
            double share = (double) part.size() / stepSize;
            try (PointerScope scope = new PointerScope()) {
                Batch batch = Batch.of(part.examples(), model.labelCount(), model.config());
                Tensor logits = forwards.get(worker).trainingLogits(batch, tokens);
                Tensor partLoss = trainingLoss.of(logits, batch).mul(new Scalar(share));
                loss += partLoss.item_double();
                addTo(sums, gradients(partLoss, tokens));
            }
        }
        return new Share(loss, sums);
    }

    private TensorVector gradients(Tensor loss, StepTokenEmbeddings tokens) {
        TensorVector leaves = new TensorVector();
        model.parameters().forEach(parameter -> leaves.push_back(parameter.compute()));
        model.tokenEmbeddings().putLeaf(tokens, leaves);
        return torch.grad(new TensorVector(loss), leaves);
    }

    private LossAndGradients sum(List<Share> shares) {
        TensorVector sums = new TensorVector().put(shares.get(0).gradients());
        List<TensorVector> others =
                shares.stream().skip(1).map(Share::gradients).toList();
        List<Slice> slices = Slice.of(sums);
        double squares = workers.each(worker -> addAndSquare(workers.share(worker, slices), others, sums)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new LossAndGradients(shares.stream().mapToDouble(Share::loss).sum(), sums, Math.sqrt(squares));
    }

    /** Adds to some slices what is in others, and gives the sum of their squares, while they are in the cache. */
    private static double addAndSquare(List<Slice> slices, List<TensorVector> others, TensorVector sums) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            double squares = 0;
            for (Slice slice : slices) {
                Tensor sum = slice.of(sums.get(slice.tensor()));
                others.forEach(other -> sum.add_(slice.of(other.get(slice.tensor()))));
                double norm = sum.to(ScalarType.Float).norm().item_double();
                squares += norm * norm;
            }
            return squares;
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
}
