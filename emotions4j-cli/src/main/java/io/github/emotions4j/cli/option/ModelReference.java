package io.github.emotions4j.cli.option;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that a user named.
 *
 * @param folder a model folder, or the id of a model of the hub; empty for the embedded model
 */
public record ModelReference(Optional<Path> folder) {

    /**
     * The model inside emotions4j.
     *
     * @return the reference
     */
    public static ModelReference embedded() {
        return new ModelReference(Optional.empty());
    }

    /**
     * A model folder, or a model of the hub.
     *
     * @param folder the folder, or an id such as {@code ORG/NAME}
     * @return the reference
     */
    public static ModelReference of(Path folder) {
        return new ModelReference(Optional.of(folder));
    }

    /**
     * The name of the model in messages and reports.
     *
     * @return the folder or id as the user typed it
     */
    public String name() {
        return folder.map(Path::toString).orElse("the embedded model");
    }
}
