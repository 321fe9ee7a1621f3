package io.github.emotions4j.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The training loss of a batch: label loss and distillation loss. Tensors belong to the enclosing pointer scope.
 * Stateless.
 */
final class TrainingLoss {

    private final Loss loss;
    private final DistillationLoss distillation;

    TrainingLoss(TrainingOptions options) {
        this.loss = options.loss();
        this.distillation = options.distillation();
    }

    /** The mean over all pairs of example and label, a scalar. */
    Tensor of(Tensor logits, Batch batch) {
        Tensor labels = batch.labels();
        if (batch.teacher().isEmpty()) {
            return hard(logits, labels).mean();
        }
        Batch.TeacherLogits teacher = batch.teacher().get();
        Tensor hard = hard(logits, labels).mul(teacher.labelWeights(distillation.teacherWeight()));
        Tensor soft = soft(logits, teacher.logits()).mul(teacher.teacherWeights(distillation.teacherWeight()));
        return hard.add(soft).mean();
    }

    private Tensor soft(Tensor logits, Tensor teacherLogits) {
        Scalar softer = new Scalar(1 / distillation.temperature());
        Tensor targets = teacherLogits.mul(softer).sigmoid();
        double square = distillation.temperature() * distillation.temperature();
        return crossEntropy(logits.mul(softer), targets).mul(new Scalar(square));
    }

    private Tensor hard(Tensor logits, Tensor labels) {
        if (loss instanceof Loss.Focal focal) {
            return focal(logits, labels, focal);
        }
        if (loss instanceof Loss.Asymmetric asymmetric) {
            return asymmetric(logits, labels, asymmetric);
        }
        double labelSmoothing = ((Loss.BinaryCrossEntropy) loss).labelSmoothing();
        return crossEntropy(logits, labelSmoothing == 0 ? labels : smoothed(labels, labelSmoothing));
    }

    private static Tensor smoothed(Tensor labels, double labelSmoothing) {
        return labels.mul(new Scalar(1 - labelSmoothing)).add(new Scalar(labelSmoothing / 2));
    }

    private static Tensor crossEntropy(Tensor logits, Tensor targets) {
        return torch.binary_cross_entropy_with_logits(
                logits, targets, new TensorOptional(), new TensorOptional(), torch.Reduction.None.value);
    }

    // 1 - (probability of the truth) is |label - p|.
    private static Tensor focal(Tensor logits, Tensor labels, Loss.Focal focal) {
        Tensor wrong = labels.sub(logits.sigmoid()).abs();
        return crossEntropy(logits, labels).mul(wrong.pow(new Scalar(focal.gamma())));
    }

    private static Tensor asymmetric(Tensor logits, Tensor labels, Loss.Asymmetric loss) {
        Tensor p = logits.sigmoid();
        Tensor shifted = p.sub(new Scalar(loss.margin())).clamp_min(new Scalar(0.0));
        Tensor positive = complement(p).pow(new Scalar(loss.gammaPositive())).mul(torch.log_sigmoid(logits));
        Tensor negative = shifted.pow(new Scalar(loss.gammaNegative()))
                .mul(complement(shifted).clamp_min(new Scalar(1e-8)).log());
        return labels.mul(positive).add(complement(labels).mul(negative)).neg();
    }

    private static Tensor complement(Tensor tensor) {
        return tensor.neg().add(new Scalar(1.0));
    }
}
