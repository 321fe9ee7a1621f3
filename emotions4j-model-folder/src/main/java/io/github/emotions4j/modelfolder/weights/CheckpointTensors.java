package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sorts the tensors of a checkpoint into those that an architecture has and others. Source: transformers'
 * {@code modeling_utils.py}, which renames and ignores the same.
 */
final class CheckpointTensors {

    /** Buffers of old versions, and heads of pre-training and of other tasks. */
    private static final Pattern IGNORABLE = Pattern.compile("(.+\\.)?embeddings\\.(position_ids|token_type_ids)"
            + "|(.+\\.)?pooler\\.dense\\.(weight|bias)"
            + "|(cls|lm_head|vocab_transform|vocab_layer_norm|vocab_projector|qa_outputs)\\..+");

    private final EncoderConfig encoder;
    private final String source;
    private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();

    CheckpointTensors(Weights weights, EncoderConfig encoder) {
        this.encoder = encoder;
        this.source = weights.source();
        String prefix = encoder.architecture().modelType() + ".";
        boolean prefixed = weights.tensors().keySet().stream().anyMatch(name -> name.startsWith(prefix));
        weights.tensors().forEach((name, tensor) -> put(name, prefixed ? "" : prefix, tensor));
    }

    private void put(String name, String missingPrefix, WeightTensor tensor) {
        String modern = name.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias");
        boolean ofEncoder = modern.matches("(embeddings|encoder|transformer|pooler)\\..+");
        String full = ofEncoder ? missingPrefix + modern : modern;
        if (tensors.put(full, tensor) != null) {
            throw new ModelFormatException(
                    "tensor '" + name + "' is there under two names, expected one of them in " + source);
        }
    }

    FolderWeights classifier(ModelConfig config) {
        Map<String, WeightTensor> found = new LinkedHashMap<>(requireEncoder());
        ClassifierTensors.head(encoder, config.labels().size())
                .forEach((name, shape) -> found.put(name, requireOfHead(name, shape, config)));
        return checked(found);
    }

    FolderWeights encoder(ModelConfig config) {
        Map<String, WeightTensor> found = new LinkedHashMap<>(requireEncoder());
        ClassifierTensors.head(encoder, config.labels().size()).forEach((name, shape) -> {
            if (tensors.containsKey(name)) {
                found.put(name, requireOfHead(name, shape, config));
            }
        });
        return checked(found);
    }

    private Map<String, WeightTensor> requireEncoder() {
        Map<String, WeightTensor> found = new LinkedHashMap<>();
        ClassifierTensors.encoder(encoder).forEach((name, shape) -> found.put(name, require(name, shape)));
        return found;
    }

    /** The number of labels stands in another file than the tensor, so that the message must name both. */
    private WeightTensor requireOfHead(String name, List<Long> shape, ModelConfig config) {
        WeightTensor tensor = tensors.get(name);
        int labels = config.labels().size();
        boolean perLabel =
                name.startsWith(ModuleNames.head(encoder.architecture()).classifier() + ".");
        if (perLabel && tensor != null && tensor.shape().length == shape.size() && tensor.shape()[0] != labels) {
            throw new ModelFormatException("tensor '" + name + "' has shape " + Arrays.toString(tensor.shape())
                    + ", expected " + shape + " for the " + labels + " labels of 'id2label' in " + ModelFiles.CONFIG
                    + ", in " + source);
        }
        return require(name, shape);
    }

    private WeightTensor require(String name, List<Long> shape) {
        return new Weights(tensors, source)
                .require(name, shape.stream().mapToLong(Long::longValue).toArray());
    }

    private FolderWeights checked(Map<String, WeightTensor> found) {
        List<String> ignored = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            if (!found.containsKey(name)) {
                requireIgnorable(name, tensor);
                ignored.add(name);
            }
        });
        return new FolderWeights(new Weights(found, source), ignored);
    }

    private void requireIgnorable(String name, WeightTensor tensor) {
        if (!IGNORABLE.matcher(name).matches()) {
            throw new ModelFormatException("tensor '" + name + "' of shape "
                    + Arrays.toString(tensor.shape()) + " is there, expected no such tensor in a "
                    + encoder.architecture().className() + " of " + encoder.layerCount() + " layers, as "
                    + ModelFiles.CONFIG + " says, in " + source);
        }
    }
}
