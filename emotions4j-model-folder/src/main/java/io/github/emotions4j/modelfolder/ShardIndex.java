package io.github.emotions4j.modelfolder;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.EmotionsException;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.internal.StrictJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which of several safetensors files holds which tensor, as {@code model.safetensors.index.json} says in its
 * {@code weight_map}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param file the index
 * @param fileNames the name of the file that holds a tensor, by the tensor's name, in the order of the index
 */
public record ShardIndex(Path file, Map<String, String> fileNames) {

    /** A plain file name: one with a path in it could reach out of the folder. */
    private static final String SHARD_NAME = "[\\w][\\w.-]*\\.safetensors";

    /** Makes the exception for a file name that no shard may have. */
    @FunctionalInterface
    public interface NameRefusal {

        /**
         * Makes the exception.
         *
         * @param tensor the tensor that the index puts into the file
         * @param fileName the name as the index has it
         * @return what reading the index throws
         */
        EmotionsException of(String tensor, String fileName);
    }

    /** Keeps the order of the map, which later changes do not touch. */
    public ShardIndex {
        Objects.requireNonNull(file, "file");
        fileNames = Collections.unmodifiableMap(new LinkedHashMap<>(fileNames));
    }

    /**
     * Reads an index.
     *
     * @param file the index, UTF-8
     * @return its content
     * @throws ModelFormatException if it is no JSON, has no {@code weight_map}, or names a file that is not a
     *     safetensors file beside the index; the message names the field and the index
     * @throws IOException if reading fails
     */
    public static ShardIndex read(Path file) throws IOException {
        return read(
                file,
                (tensor, fileName) ->
                        new ModelFormatException("field 'weight_map' has \"" + fileName + "\" for tensor '" + tensor
                                + "', expected the name of a .safetensors file beside it in " + file));
    }

    /**
     * Reads an index that may come from a stranger.
     *
     * @param file the index, UTF-8
     * @param refusal what to throw for a name that is not that of a safetensors file beside the index
     * @return its content
     * @throws ModelFormatException if it is no JSON or has no {@code weight_map}
     * @throws EmotionsException as {@code refusal} makes it
     * @throws IOException if reading fails
     */
    public static ShardIndex read(Path file, NameRefusal refusal) throws IOException {
        JsonNode map = StrictJson.parse(text(file), "index", file.toString()).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new ModelFormatException("field 'weight_map' is " + (map.isMissingNode() ? "missing" : map)
                    + ", expected an object with the file of each tensor in " + file);
        }
        Map<String, String> fileNames = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String name = entry.getValue().asText();
            if (!entry.getValue().isTextual() || !name.matches(SHARD_NAME)) {
                throw refusal.of(entry.getKey(), name);
            }
            fileNames.put(entry.getKey(), name);
        }
        return new ShardIndex(file, fileNames);
    }

    /**
     * The files that hold the weights.
     *
     * @return their names, each once, in the order in which the index first names them
     */
    public List<String> shards() {
        return fileNames.values().stream().distinct().toList();
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException malformed) {
            throw new ModelFormatException("malformed UTF-8 in " + file, malformed);
        }
    }
}
