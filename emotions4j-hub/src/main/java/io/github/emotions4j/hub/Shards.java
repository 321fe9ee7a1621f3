package io.github.emotions4j.hub;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.ShardIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads from a model's index which files its weights are spread over. Stateless. */
final class Shards {

    private Shards() {}

    /**
     * Reads {@code model.safetensors.index.json}.
     *
     * @return the names of the files, each once
     * @throws HubException if it is no index of weights, or names a file that is no safetensors file beside it
     */
    static List<String> names(Path index) throws IOException {
        try {
            return ShardIndex.read(index, (tensor, name) -> refusal(name, index))
                    .shards();
        } catch (ModelFormatException noIndex) {
            throw new HubException("found no index of weights in " + index + ": " + noIndex.getMessage(), noIndex);
        }
    }

    private static HubException refusal(String name, Path index) {
        RepositoryPath.require(name, index.toString());
        return new HubException("found '" + name + "' in weight_map of " + index
                + ", expected the name of a .safetensors file beside it");
    }
}
