package io.github.emotions4j.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads which files the weights are spread over. */
final class ShardIndex {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXTENSION = ".safetensors";

    private ShardIndex() {}

    /**
     * Reads {@code model.safetensors.index.json}.
     *
     * @return the names of the files, each once
     * @throws HubException if it has no {@code weight_map}, or names a file that is no safetensors file of the model
     */
    static List<String> files(Path index) throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode value : read(index).path("weight_map")) {
            String name = RepositoryPath.require(value.asText(), index.toString());
            if (!name.endsWith(EXTENSION)) {
                throw new HubException("found '" + name + "' in weight_map of " + index
                        + ", expected names that end with " + EXTENSION);
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            throw new HubException(
                    "found no weight_map in " + index + ", expected one that names the files of weights");
        }
        return List.copyOf(names);
    }

    private static JsonNode read(Path index) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(index));
        } catch (JsonProcessingException noJson) {
            throw new HubException("found no JSON in " + index + ", expected the index of weights", noJson);
        }
    }
}
