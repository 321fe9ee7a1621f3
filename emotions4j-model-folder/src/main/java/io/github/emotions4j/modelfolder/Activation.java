package io.github.emotions4j.modelfolder;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The activation of an encoder's feed-forward layers, by transformers' {@code hidden_act}. */
public enum Activation {

    /** The exact Gaussian error linear unit, {@code x * (1 + erf(x / sqrt 2)) / 2}. */
    GELU("gelu"),

    /** Its tanh form, {@code x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3))) / 2}. */
    GELU_NEW("gelu_new"),

    /** {@code max(0, x)}. */
    RELU("relu");

    private final String configName;

    Activation(String configName) {
        this.configName = configName;
    }

    /**
     * The value in {@code config.json}.
     *
     * @return as in {@code gelu_new}
     */
    public String configName() {
        return configName;
    }

    static Optional<Activation> byConfigName(String name) {
        return Arrays.stream(values())
                .filter(activation -> activation.configName.equals(name))
                .findFirst();
    }

    static String supported() {
        return Arrays.stream(values()).map(Activation::configName).collect(Collectors.joining(", "));
    }
}
