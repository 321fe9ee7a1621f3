package io.github.emotions4j.finetuning;

import java.util.List;

/**
 * How a {@link FolderQuantization} writes the INT8 graph. Immutable and thread-safe.
 *
 * @param fastForm whether to write the form with the fused operators of ONNX Runtime, which runs fastest on a CPU;
 *     otherwise the portable form, which every ONNX runtime can load
 * @param activationTexts texts to find the scales of the activations on; empty for the English comments that this
 *     library carries
 */
public record QuantizationOptions(boolean fastForm, List<String> activationTexts) {

    /** Copies the list, so that later changes of it have no effect. */
    public QuantizationOptions {
        activationTexts = List.copyOf(activationTexts);
    }

    /**
     * The portable form, with activation scales found on the comments that this library carries.
     *
     * @return the default options
     */
    public static QuantizationOptions defaults() {
        return new QuantizationOptions(false, List.of());
    }

    /**
     * The same options with the fast or the portable form.
     *
     * @param wanted true for the packed form ({@code PackedGraph}), which only ONNX Runtime can load
     * @return the changed options
     */
    public QuantizationOptions withFastForm(boolean wanted) {
        return new QuantizationOptions(wanted, activationTexts);
    }

    /**
     * The same options with other texts for the activation scales.
     *
     * @param texts texts like those that will be classified, some hundred; of more than 500 every n-th is used
     * @return the changed options
     * @throws IllegalArgumentException if there is no text
     */
    public QuantizationOptions withActivationTexts(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("found no text to find activation scales on, expected some hundred");
        }
        return new QuantizationOptions(fastForm, texts);
    }
}
