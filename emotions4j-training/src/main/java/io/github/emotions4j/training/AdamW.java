package io.github.emotions4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * AdamW with clipped gradients, by libtorch's fused kernel: weights, gradient and both moments are read from memory
 * once a step.
 *
 * <p>Source: Loshchilov and Hutter 2019, Decoupled Weight Decay Regularization
 * (<a href="https://arxiv.org/abs/1711.05101">paper</a>), with betas 0.9 and 0.999 and epsilon 1e-8; clipping as in
 * PyTorch's {@code clip_grad_norm_}. Not thread-safe.
 */
final class AdamW {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    // The Java binding has no method for this kernel, so the dispatcher looks it up by name. It is kept for the whole
    // process, whichever pointer scope is open when the class is first used.
    private static final OperatorHandle KERNEL = kernel();

    private final List<Parameter> parameters;
    private final List<Group> groups;
    private final List<Slice> withoutGradient;
    private final double weightDecay;
    private final double maxGradientNorm;
    private final Workers workers;

    /**
     * @param rowsWithGradient how many rows of a parameter, counted from the first, can have a gradient; the other rows
     *     only decay, with the same result as if the kernel had updated them
     */
    AdamW(
            List<Parameter> parameters,
            ToLongFunction<Parameter> rowsWithGradient,
            OptimizerOptions options,
            Workers workers) {
        this.parameters = parameters;
        this.workers = workers;
        this.groups = groups(parameters, rowsWithGradient);
        this.withoutGradient = withoutGradient(parameters, rowsWithGradient);
        this.weightDecay = options.weightDecay();
        this.maxGradientNorm = options.maxGradientNorm();
    }

    /** What one call of the kernel updates: calls cost more than small tensors do. */
    private record Group(boolean decays, double rateFactor, List<Slice> slices) {}

    private static List<Group> groups(List<Parameter> parameters, ToLongFunction<Parameter> rowsWithGradient) {
        List<Group> groups = new ArrayList<>();
        for (boolean decays : new boolean[] {true, false}) {
            parameters.stream()
                    .mapToDouble(Parameter::rateFactor)
                    .distinct()
                    .forEach(factor -> groups.addAll(groups(parameters, rowsWithGradient, decays, factor)));
        }
        return List.copyOf(groups);
    }

    private static List<Group> groups(
            List<Parameter> parameters, ToLongFunction<Parameter> rowsWithGradient, boolean decays, double rateFactor) {
        List<Group> groups = new ArrayList<>();
        long room = 0;
        for (Slice slice : slices(parameters, rowsWithGradient, decays, rateFactor)) {
            if (groups.isEmpty() || slice.elements() > room) {
                groups.add(new Group(decays, rateFactor, new ArrayList<>()));
                room = Slice.MOST_ELEMENTS;
            }
            groups.get(groups.size() - 1).slices().add(slice);
            room -= slice.elements();
        }
        return groups;
    }

    private static List<Slice> slices(
            List<Parameter> parameters, ToLongFunction<Parameter> rowsWithGradient, boolean decays, double rateFactor) {
        return IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).decays() == decays
                        && parameters.get(i).rateFactor() == rateFactor)
                .boxed()
                .flatMap(i ->
                        Slice.of(i, parameters.get(i).weights(), 0, rowsWithGradient.applyAsLong(parameters.get(i))))
                .toList();
    }

    private static List<Slice> withoutGradient(List<Parameter> parameters, ToLongFunction<Parameter> rowsWithGradient) {
        return IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).decays())
                .boxed()
                .flatMap(i -> withoutGradient(i, parameters.get(i), rowsWithGradient))
                .toList();
    }

    private static Stream<Slice> withoutGradient(
            int place, Parameter parameter, ToLongFunction<Parameter> rowsWithGradient) {
        Tensor weights = parameter.weights();
        return Slice.of(place, weights, rowsWithGradient.applyAsLong(parameter), weights.size(0));
    }

    /**
     * Updates all parameters.
     *
     * @param gradients one gradient per parameter, in order, over the rows that can have one; used up
     * @param norm the gradients' global norm
     * @param step the step from 1
     * @param learningRate the encoder's rate at this step
     */
    void step(TensorVector gradients, double norm, long step, double learningRate) {
        double divisor = Math.max(1, (norm + 1e-6) / maxGradientNorm);
        workers.each(worker -> {
            update(workers.share(worker, groups), gradients, divisor, step, learningRate);
            decay(workers.share(worker, withoutGradient), learningRate);
            return worker;
        });
    }

    private void update(List<Group> groups, TensorVector gradients, double divisor, long step, double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            IValue clip = divisor > 1 ? new IValue(number(divisor)) : new IValue();
            Tensor steps = number((double) step);
            groups.forEach(group -> update(group, gradients, steps, learningRate * group.rateFactor(), clip));
        }
    }

    private void update(Group group, TensorVector gradients, Tensor steps, double rate, IValue clip) {
        try (PointerScope scope = new PointerScope()) {
            IValueVector arguments = new IValueVector();
            arguments.push_back(list(group, slice -> slice.of(parameter(slice).weights())));
            arguments.push_back(list(group, slice -> slice.of(gradients.get(slice.tensor()))
                    .to(ScalarType.Float)
                    .contiguous()));
            arguments.push_back(list(group, slice -> slice.of(parameter(slice).mean())));
            arguments.push_back(list(group, slice -> slice.of(parameter(slice).variance())));
            arguments.push_back(new IValue(new GenericList(new Type.TypePtr(TensorType.get()))));
            arguments.push_back(list(group, slice -> steps));
            double decay = group.decays() ? weightDecay : 0;
            for (double number : new double[] {rate, BETA1, BETA2, decay, EPSILON}) {
                arguments.push_back(new IValue(number));
            }
            IValue no = new IValue(false);
            arguments.push_back(no).push_back(no).push_back(clip).push_back(new IValue());
            KERNEL.callBoxed(arguments);
            group.slices().forEach(this::renewCompute);
        }
    }

    private void decay(List<Slice> slices, double learningRate) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            slices.forEach(slice -> slice.of(parameter(slice).weights())
                    .mul_(new Scalar(1 - learningRate * parameter(slice).rateFactor() * weightDecay)));
        }
    }

    private void renewCompute(Slice slice) {
        Parameter parameter = parameter(slice);
        if (!parameter.sharesCompute()) {
            slice.of(parameter.compute()).copy_(slice.of(parameter.weights()));
        }
    }

    private Parameter parameter(Slice slice) {
        return parameters.get(slice.tensor());
    }

    private static OperatorHandle kernel() {
        OperatorHandle kernel = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
        return kernel.retainReference();
    }

    private static Tensor number(double value) {
        return torch.full(new long[] {}, new Scalar(value));
    }

    private static IValue list(Group group, Function<Slice, Tensor> tensors) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        group.slices().forEach(slice -> list.push_back(new IValue(tensors.apply(slice))));
        return new IValue(list);
    }
}
