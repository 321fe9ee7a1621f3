package io.github.emotions4j.encoders;

import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts the variables of Google's BERT in a TensorFlow SavedModel to the names and layout of transformers.
 *
 * <p>Stateless and thread-safe. Source: the published BERT checkpoints and transformers' {@code modeling_bert.py}.
 */
final class TensorFlowBert {

    private static final String MODULE = "module/";
    private static final Pattern WANTED = Pattern.compile("(bert|cls/predictions)/.*");
    private static final Pattern LAYER = Pattern.compile("/layer_(\\d+)/");

    private TensorFlowBert() {}

    /**
     * Renames the tensors, and transposes the matrices of linear layers.
     *
     * @param variables tensors by TensorFlow's names, such as
     *     {@code module/bert/encoder/layer_0/attention/self/query/kernel}
     * @param source the name of their file in errors
     * @return encoder, pooler and masked-language-model head ({@code cls.predictions...}) under transformers' names;
     *     other variables are left out
     */
    static Weights weights(Map<String, WeightTensor> variables, String source) {
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
