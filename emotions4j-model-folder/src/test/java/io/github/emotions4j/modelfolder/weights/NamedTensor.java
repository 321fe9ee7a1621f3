package io.github.emotions4j.modelfolder.weights;

import java.util.Objects;

/** A tensor that a test knows to be there. */
final class NamedTensor {

    private NamedTensor() {}

    static WeightTensor of(Weights weights, String name) {
        return Objects.requireNonNull(weights.tensors().get(name), name);
    }
}
