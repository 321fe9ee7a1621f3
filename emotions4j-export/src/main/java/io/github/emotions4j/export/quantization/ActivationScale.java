package io.github.emotions4j.export.quantization;

/**
 * How activations become 8-bit integers: {@code round(x / scale) + zeroPoint}, limited to [0, 255].
 *
 * <p>Immutable and thread-safe. Source: the ONNX operator QuantizeLinear.
 *
 * @param scale the width of a step, above 0
 * @param zeroPoint the integer of 0, in [0, 255]
 */
public record ActivationScale(float scale, int zeroPoint) {

    private static final int STEPS = 255;

    /**
     * Refuses what QuantizeLinear cannot use.
     *
     * @throws IllegalArgumentException if the scale is not finite and above 0, or the zero point is outside [0, 255]
     */
    public ActivationScale {
        if (!(scale > 0) || !Float.isFinite(scale) || zeroPoint < 0 || zeroPoint > STEPS) {
            throw new IllegalArgumentException("scale is " + scale + " and zero point " + zeroPoint
                    + ", expected a finite scale above 0 and a zero point in [0, " + STEPS + "]");
        }
    }

    /** The scale of a range that is widened to hold 0. A range of 0 alone gets steps of 1. */
    static ActivationScale ofRange(float least, float largest) {
        float from = Math.min(least, 0);
        float to = Math.max(largest, 0);
        float step = (to - from) / STEPS;
        return step > 0 ? new ActivationScale(step, Math.round(-from / step)) : new ActivationScale(1, 0);
    }
}
