package io.github.emotions4j.training;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * AdamW with clipped gradients. Works through each tensor in pieces that fit the processor's cache, so that weights,
 * gradient and both moments are read from memory once a step.
 *
 * <p>Source: Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization
 * (<a href="https://arxiv.org/abs/1711.05101">paper</a>), with betas 0.9 and 0.999 and epsilon 1e-8. Not thread-safe.
 */
final class AdamW implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final long PIECE = 1 << 16;

    private final List<Parameter> parameters;
    private final List<List<Piece>> pieces = new ArrayList<>();
    private final double weightDecay;
    private final double maxGradientNorm;

    /** A flat view of a stretch of a parameter's tensors. */
    private record Piece(long start, long size, Tensor weights, Tensor compute, Tensor mean, Tensor variance) {

        static Piece of(Parameter parameter, long start, long size) {
            return new Piece(
                    start,
                    size,
                    flat(parameter.weights(), start, size),
                    flat(parameter.compute(), start, size),
                    flat(parameter.mean(), start, size),
                    flat(parameter.variance(), start, size));
        }

        static Tensor flat(Tensor tensor, long start, long size) {
            try (PointerScope scope = new PointerScope()) {
                return tensor.detach().view(-1).narrow(0, start, size).retainReference();
            }
        }

        void close() {
            List.of(weights, compute, mean, variance).forEach(Tensor::close);
        }
    }

    AdamW(List<Parameter> parameters, double weightDecay, double maxGradientNorm) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        this.maxGradientNorm = maxGradientNorm;
        for (Parameter parameter : parameters) {
            List<Piece> ofParameter = new ArrayList<>();
            long total = parameter.weights().numel();
            for (long start = 0; start < total; start += PIECE) {
                ofParameter.add(Piece.of(parameter, start, Math.min(PIECE, total - start)));
            }
            pieces.add(ofParameter);
        }
    }

    /**
     * Updates all parameters.
     *
     * @param gradients one gradient per parameter, in order; used up
     * @param step the step from 1
     * @param learningRate the encoder's rate at this step
     * @return the gradients' global norm before clipping
     */
    double step(TensorVector gradients, long step, double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            double norm = globalNorm(gradients);
            Update update = Update.of(step, Math.min(1, maxGradientNorm / (norm + 1e-6)));
            for (int i = 0; i < parameters.size(); i++) {
                Parameter parameter = parameters.get(i);
                double rate = learningRate * parameter.rateFactor();
                update.apply(pieces.get(i), gradients.get(i), rate, parameter.decays() ? weightDecay : 0);
            }
            return norm;
        }
    }

    private static double globalNorm(TensorVector gradients) {
        TensorVector norms = new TensorVector();
        for (long i = 0; i < gradients.size(); i++) {
            norms.push_back(gradients.get(i).norm(new ScalarOptional(new Scalar(2)), ScalarType.Float));
        }
        return torch.stack(norms).norm().item_double();
    }

    /** What is the same for all tensors of one step. */
    private record Update(
            double biasCorrection1,
            double biasCorrection2,
            boolean clips,
            Scalar clip,
            Scalar oneMinusBeta1,
            Scalar beta2,
            Scalar oneMinusBeta2,
            Scalar epsilon) {

        static Update of(long step, double clip) {
            double correction1 = 1 - Math.pow(BETA1, (double) step);
            double correction2 = Math.sqrt(1 - Math.pow(BETA2, (double) step));
            return new Update(
                    correction1,
                    correction2,
                    clip < 1,
                    new Scalar(clip),
                    new Scalar(1 - BETA1),
                    new Scalar(BETA2),
                    new Scalar(1 - BETA2),
                    new Scalar(EPSILON * correction2));
        }

        void apply(List<Piece> pieces, Tensor gradient, double rate, double decay) {
            try (PointerScope scope = new PointerScope()) {
                Scalar shrink = new Scalar(1 - rate * decay);
                Scalar stepSize = new Scalar(-rate * biasCorrection2 / biasCorrection1);
                Tensor flat = gradient.contiguous().view(-1);
                for (Piece piece : pieces) {
                    apply(piece, flat, decay > 0, shrink, stepSize);
                }
            }
        }

        private void apply(Piece piece, Tensor flatGradient, boolean decays, Scalar shrink, Scalar stepSize) {
            try (PointerScope scope = new PointerScope()) {
                Tensor gradient =
                        flatGradient.narrow(0, piece.start(), piece.size()).to(ScalarType.Float);
                if (clips) {
                    gradient.mul_(clip);
                }
                piece.mean().lerp_(gradient, oneMinusBeta1);
                piece.variance().mul_(beta2).addcmul_(gradient, gradient, oneMinusBeta2);
                if (decays) {
                    piece.weights().mul_(shrink);
                }
                Tensor denominator = piece.variance().sqrt().add_(epsilon);
                piece.weights().addcdiv_(piece.mean(), denominator, stepSize);
                if (piece.compute().scalar_type() != ScalarType.Float) {
                    piece.compute().copy_(piece.weights());
                }
            }
        }
    }

    @Override
    public void close() {
        pieces.forEach(ofParameter -> ofParameter.forEach(Piece::close));
    }
}
