package io.github.emotions4j.modelfolder.weights;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights that are spread over several safetensors files, as {@code model.safetensors.index.json} says: its
 * {@code weight_map} has the file of each tensor. Index and files must agree to the tensor.
 *
 * @param file the index
 * @param fileNames the name of the file that holds a tensor, by the tensor's name
 */
record ShardIndex(Path file, Map<String, String> fileNames) {

    static ShardIndex read(Path file) throws IOException {
        JsonNode root = Safetensors.parseJson(text(file), "index", file.toString());
        JsonNode map = root.path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ModelFormatException("field 'weight_map' is " + (map.isMissingNode() ? "missing" : map)
                    + ", expected an object with the file of each tensor in " + file);
        }
        Map<String, String> fileNames = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            fileNames.put(entry.getKey(), fileName(entry, file));
        }
        return new ShardIndex(file, fileNames);
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException malformed) {
            throw new ModelFormatException("malformed UTF-8 in " + file, malformed);
        }
    }

    private static String fileName(Map.Entry<String, JsonNode> entry, Path index) {
        String name = entry.getValue().asText();
        // A name with a path in it could reach out of the folder.
        if (!entry.getValue().isTextual() || !name.matches("[\\w][\\w.-]*\\.safetensors")) {
            throw new ModelFormatException("field 'weight_map' has " + entry.getValue() + " for tensor '"
                    + entry.getKey() + "', expected the name of a .safetensors file beside it in " + index);
        }
        return name;
    }

    /** Reads all files, the tensors in the order of the index. */
    Weights readShards() throws IOException {
        Map<String, WeightTensor> found = new HashMap<>();
        for (String name : new LinkedHashSet<>(fileNames.values())) {
            found.putAll(readShard(name).tensors());
        }
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        fileNames.forEach((name, fileName) -> tensors.put(name, require(found.get(name), name, fileName)));
        return new Weights(tensors, file.toString());
    }

    private Weights readShard(String name) throws IOException {
        Path shard = file.resolveSibling(name);
        if (!Files.isRegularFile(shard)) {
            throw new ModelFormatException("no file " + shard + ", expected it for " + file + ", which names it");
        }
        Weights weights = Safetensors.read(shard).weights();
        for (String tensor : weights.tensors().keySet()) {
            if (!name.equals(fileNames.get(tensor))) {
                String found = fileNames.containsKey(tensor) ? "puts it into " + fileNames.get(tensor) : "lacks it";
                throw new ModelFormatException("tensor '" + tensor + "' is in " + shard + ", but 'weight_map' " + found
                        + ", expected " + name + " in " + file);
            }
        }
        return weights;
    }

    private WeightTensor require(@Nullable WeightTensor tensor, String name, String fileName) {
        if (tensor == null) {
            throw new ModelFormatException("tensor '" + name + "' is missing in " + file.resolveSibling(fileName)
                    + ", expected it there by 'weight_map' in " + file);
        }
        return tensor;
    }
}
