package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.Architecture;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ShardIndex;
import io.github.emotions4j.modelfolder.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The weights of a model folder, checked against its configuration: every tensor is there with the right shape, and
 * none is there that nobody knows.
 *
 * <p>Read are {@code model.safetensors} or, where that is absent, the files of {@code model.safetensors.index.json}.
 * Names may be those of old checkpoints: {@code LayerNorm.gamma} and {@code LayerNorm.beta} are weight and bias, and
 * a checkpoint of the encoder alone lacks the prefix ({@code embeddings...} for {@code bert.embeddings...}). Tensors of
 * what a checkpoint was trained for before are no error: {@link #ignored()} names them.
 *
 * <p>Immutable and thread-safe. Values stay in the mapped files, which must not be changed while they are in use.
 *
 * @param weights the tensors under the names of {@link ClassifierTensors}, in that order
 * @param ignored names of tensors that no sequence classifier has: position ids, heads of pre-training
 */
public record FolderWeights(Weights weights, List<String> ignored) {

    /** Weights whose ignored names stay as they are, whatever happens to the list. */
    public FolderWeights {
        Objects.requireNonNull(weights, "weights");
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads all tensors of a folder, whatever they are for, under the names that the files give them.
     *
     * @param folder the model folder
     * @return the tensors
     * @throws ModelFormatException if the folder has no weights in safetensors, or a file breaks its format, or files
     *     of several disagree with their index; the message names file and field
     * @throws IOException if reading fails
     */
    public static Weights read(Path folder) throws IOException {
        Path file = WeightFiles.require(folder);
        return WeightFiles.isIndex(file)
                ? new ShardedWeights(ShardIndex.read(file)).read()
                : withShared(Safetensors.read(file));
    }

    /**
     * Reads a sequence classifier's weights.
     *
     * @param folder the model folder
     * @param config its configuration
     * @return all tensors of {@link ClassifierTensors#of}
     * @throws ModelFormatException as {@link #read(Path)} says, or if the architecture is none of {@link Architecture},
     *     a tensor is missing, has another shape or another type, or is unknown to the architecture; the message names
     *     file and tensor
     * @throws IOException if reading fails
     */
    public static FolderWeights classifier(Path folder, ModelConfig config) throws IOException {
        return new CheckpointTensors(read(folder), requireEncoder(folder, config)).classifier(config);
    }

    /**
     * Reads an encoder's weights, and those of a head where the folder has one.
     *
     * @param folder the model folder
     * @param config its configuration
     * @return all tensors of {@link ClassifierTensors#encoder}, then those of {@link ClassifierTensors#head} that are
     *     there
     * @throws ModelFormatException as {@link #classifier} says, but no part of the head need be there
     * @throws IOException if reading fails
     */
    public static FolderWeights encoder(Path folder, ModelConfig config) throws IOException {
        return new CheckpointTensors(read(folder), requireEncoder(folder, config)).encoder(config);
    }

    /**
     * The shape of a folder's encoder, without which its weights are of no use.
     *
     * @param folder the model folder, for the error
     * @param config its configuration
     * @return the shape
     * @throws ModelFormatException if the architecture is none of {@link Architecture}; the message names the file
     */
    public static EncoderConfig requireEncoder(Path folder, ModelConfig config) {
        return config.encoder()
                .orElseThrow(() -> new ModelFormatException("field 'model_type' is '" + config.modelType()
                        + "', expected one of " + Architecture.supported() + " to use the weights, in "
                        + folder.resolve(ModelFiles.CONFIG)));
    }

    /** Adds tensors under their other names, which safetensors' save_model notes in the metadata. */
    private static Weights withShared(Safetensors file) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(file.weights().tensors());
        file.metadata().forEach((name, kept) -> {
            if (file.weights().tensors().containsKey(kept)) {
                tensors.putIfAbsent(name, file.weights().tensors().get(kept));
            }
        });
        return new Weights(tensors, file.weights().source());
    }
}
