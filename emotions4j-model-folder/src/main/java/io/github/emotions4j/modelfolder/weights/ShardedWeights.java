package io.github.emotions4j.modelfolder.weights;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.ShardIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights in several safetensors files. Index and files must agree on each tensor.
 *
 * @param index which file holds which tensor
 */
record ShardedWeights(ShardIndex index) {

    /** Reads all files, the tensors in the order of the index. */
    Weights read() throws IOException {
        Map<String, WeightTensor> found = new HashMap<>();
        for (String name : index.shards()) {
            found.putAll(readShard(name).tensors());
        }
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        index.fileNames().forEach((name, fileName) -> tensors.put(name, require(found.get(name), name, fileName)));
        return new Weights(tensors, index.file().toString());
    }

    private Weights readShard(String name) throws IOException {
        Path shard = index.file().resolveSibling(name);
        if (!Files.isRegularFile(shard)) {
            throw new ModelFormatException(
                    "no file " + shard + ", expected it for " + index.file() + ", which names it");
        }
        Weights weights = Safetensors.read(shard).weights();
        for (String tensor : weights.tensors().keySet()) {
            if (!name.equals(index.fileNames().get(tensor))) {
                String found = index.fileNames().containsKey(tensor)
                        ? "puts it into " + index.fileNames().get(tensor)
                        : "lacks it";
                throw new ModelFormatException("tensor '" + tensor + "' is in " + shard + ", but 'weight_map' " + found
                        + ", expected " + name + " in " + index.file());
            }
        }
        return weights;
    }

    private WeightTensor require(@Nullable WeightTensor tensor, String name, String fileName) {
        if (tensor == null) {
            throw new ModelFormatException("tensor '" + name + "' is missing in "
                    + index.file().resolveSibling(fileName) + ", expected it there by 'weight_map' in " + index.file());
        }
        return tensor;
    }
}
