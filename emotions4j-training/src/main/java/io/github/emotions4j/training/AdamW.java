package io.github.emotions4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * AdamW with clipped gradients, by libtorch's fused kernel: weights, gradient and both moments are read from memory once a
 * step.
 *
 * <p>Source: Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization
 * (<a href="https://arxiv.org/abs/1711.05101">paper</a>), with betas 0.9 and 0.999 and epsilon 1e-8; clipping as in
 * PyTorch's {@code clip_grad_norm_}. Not thread-safe.
 */
final class AdamW {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    // The kernel has no function of its own in the Java binding; the dispatcher finds it by its name. Kept for the
    // whole
    // process, whichever pointer scope is open when the class is first used.
    private static final OperatorHandle KERNEL = kernel();

    /** Elements that one call of the kernel takes: as many as fit into the processor's cache. */
    private static final long ELEMENTS_PER_CALL = 1 << 19;

    private final List<Parameter> parameters;
    private final List<Group> groups;
    private final double weightDecay;
    private final double maxGradientNorm;

    AdamW(List<Parameter> parameters, double weightDecay, double maxGradientNorm) {
        this.parameters = parameters;
        this.groups = groups(parameters);
        this.weightDecay = weightDecay;
        this.maxGradientNorm = maxGradientNorm;
    }

    /** Parameters that one call of the kernel updates, by their place: calls cost more than small tensors do. */
    private record Group(boolean decays, double rateFactor, List<Integer> members) {}

    private static List<Group> groups(List<Parameter> parameters) {
        List<Group> groups = new ArrayList<>();
        for (boolean decays : new boolean[] {true, false}) {
            parameters.stream()
                    .mapToDouble(Parameter::rateFactor)
                    .distinct()
                    .forEach(factor -> groups.addAll(groups(parameters, decays, factor)));
        }
        return List.copyOf(groups);
    }

    private static List<Group> groups(List<Parameter> parameters, boolean decays, double rateFactor) {
        List<Group> groups = new ArrayList<>();
        long room = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.decays() != decays || parameter.rateFactor() != rateFactor) {
                continue;
            }
            long elements = parameter.weights().numel();
            if (groups.isEmpty() || elements > room) {
                groups.add(new Group(decays, rateFactor, new ArrayList<>()));
                room = ELEMENTS_PER_CALL;
            }
            groups.get(groups.size() - 1).members().add(i);
            room -= elements;
        }
        return groups;
    }

    /**
     * Updates all parameters.
     *
     * @param gradients one gradient per parameter, in order; used up
     * @param norm the gradients' global norm
     * @param step the step from 1
     * @param learningRate the encoder's rate at this step
     */
    void step(TensorVector gradients, double norm, long step, double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            double divisor = Math.max(1, (norm + 1e-6) / maxGradientNorm);
            IValue clip = divisor > 1 ? new IValue(number(divisor)) : new IValue();
            Tensor steps = number((double) step);
            for (Group group : groups) {
                update(group, gradients, steps, learningRate * group.rateFactor(), clip);
            }
        }
    }

    private void update(Group group, TensorVector gradients, Tensor steps, double rate, IValue clip) {
        try (PointerScope scope = new PointerScope()) {
            IValueVector arguments = new IValueVector();
            arguments.push_back(list(group, i -> parameters.get(i).weights()));
            arguments.push_back(
                    list(group, i -> gradients.get(i).to(ScalarType.Float).contiguous()));
            arguments.push_back(list(group, i -> parameters.get(i).mean()));
            arguments.push_back(list(group, i -> parameters.get(i).variance()));
            arguments.push_back(new IValue(new GenericList(new Type.TypePtr(TensorType.get()))));
            arguments.push_back(list(group, i -> steps));
            double decay = group.decays() ? weightDecay : 0;
            for (double number : new double[] {rate, BETA1, BETA2, decay, EPSILON}) {
                arguments.push_back(new IValue(number));
            }
            IValue no = new IValue(false);
            arguments.push_back(no).push_back(no).push_back(clip).push_back(new IValue());
            KERNEL.callBoxed(arguments);
            group.members().stream()
                    .map(parameters::get)
                    .filter(parameter -> !parameter.sharesCompute())
                    .forEach(parameter -> parameter.compute().copy_(parameter.weights()));
        }
    }

    /** The norm of all gradients together. */
    static double globalNorm(TensorVector gradients) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            TensorVector norms = new TensorVector();
            for (long i = 0; i < gradients.size(); i++) {
                norms.push_back(gradients
                        .get(i)
                        .norm(new org.bytedeco.pytorch.ScalarOptional(new Scalar(2)), ScalarType.Float));
            }
            return torch.stack(norms).norm().item_double();
        }
    }

    private static OperatorHandle kernel() {
        OperatorHandle kernel = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
        return kernel.retainReference();
    }

    private static Tensor number(double value) {
        return torch.full(new long[] {}, new Scalar(value));
    }

    private static IValue list(Group group, IntFunction<Tensor> tensors) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        group.members().forEach(member -> list.push_back(new IValue(tensors.apply(member))));
        return new IValue(list);
    }
}
