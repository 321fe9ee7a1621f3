package io.github.emotions4j.weights;
/** stub */
public final class Safetensors {
    private Safetensors() {}
}
