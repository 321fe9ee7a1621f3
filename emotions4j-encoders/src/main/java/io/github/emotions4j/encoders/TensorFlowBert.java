package io.github.emotions4j.encoders;

import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives the variables of Google's BERT, as a TensorFlow saved model holds them, transformers' names and layout.
 *
 * <p>Stateless and thread-safe. Source: the published BERT checkpoints and transformers' {@code modeling_bert.py}.
 */
public final class TensorFlowBert {

    private static final String MODULE = "module/";
    private static final Pattern WANTED = Pattern.compile("(bert|cls/predictions)/.*");
    private static final Pattern LAYER = Pattern.compile("/layer_(\\d+)/");

    private TensorFlowBert() {}

    /**
     * Renames and, for the matrices of linear layers, transposes.
     *
     * @param variables tensors by TensorFlow's names, such as
     *     {@code module/bert/encoder/layer_0/attention/self/query/kernel}
     * @param source what to call them in errors
     * @return encoder, pooler and masked-word head ({@code cls.predictions...}) by transformers' names; other variables
     *     are left out
     */
    public static Weights weights(Map<String, WeightTensor> variables, String source) {
        Map<String, WeightTensor> weights = new LinkedHashMap<>();
        variables.forEach((name, tensor) -> transformersName(name)
                .ifPresent(renamed -> weights.put(renamed, name.endsWith("/kernel") ? tensor.transposed() : tensor)));
        return new Weights(weights, source);
    }

    private static Optional<String> transformersName(String name) {
        String inner = name.startsWith(MODULE) ? name.substring(MODULE.length()) : name;
        if (!WANTED.matcher(inner).matches()) {
            return Optional.empty();
        }
        String dotted = LAYER.matcher(inner)
                .replaceAll("/layer.$1/")
                .replaceFirst("/(kernel|gamma)$", "/weight")
                .replaceFirst("/beta$", "/bias")
                .replaceFirst("_embeddings$", "_embeddings/weight")
                .replaceFirst("/output_bias$", "/bias")
                .replace('/', '.');
        return Optional.of(dotted);
    }
}
