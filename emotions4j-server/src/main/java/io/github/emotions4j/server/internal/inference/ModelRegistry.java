package io.github.emotions4j.server.internal.inference;

import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.util.List;

/**
 * The served models. The first one answers requests that name none.
 *
 * <p>Immutable and thread-safe.
 *
 * @param models at least one, names differ
 */
public record ModelRegistry(List<ServedModel> models) {

    /**
     * The list is copied.
     *
     * @throws IllegalArgumentException if there is no model
     */
    public ModelRegistry {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("found no model, expected at least one");
        }
    }

    /** The model of requests that name none. */
    public ServedModel first() {
        return models.get(0);
    }

    /**
     * A model by its name.
     *
     * @throws RequestException {@link ErrorKind#NOT_FOUND} if there is none
     */
    public ServedModel named(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        ErrorKind.NOT_FOUND,
                        "no model of this name, expected one of "
                                + models.stream().map(ServedModel::name).toList()));
    }
}
