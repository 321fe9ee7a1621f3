package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.hub.HubException;
import io.github.emotions4j.hub.HubModelId;
import io.github.emotions4j.hub.HubModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds the folder that {@code --model} means: one on this machine or, where there is none, a model of the hub. */
public final class FolderResolver {

    private final Console console;

    public FolderResolver(Console console) {
        this.console = console;
    }

    /** The id that a path is when no such folder exists: {@code ORG/NAME} or {@code ORG/NAME@REVISION}. */
    public static Optional<HubModelId> idOf(Path model) {
        if (model.isAbsolute() || Files.exists(model)) {
            return Optional.empty();
        }
        String text = StreamSupport.stream(model.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        return HubModelId.find(text);
    }

    /**
     * Gives the folder, and fetches it when it is on the hub.
     *
     * @param model a folder, which wins, or an id
     * @param selection what to fetch
     * @return the folder
     * @throws ModelFormatException if there is no such folder and the text is no id
     * @throws HubException if there is no such folder and the hub's model cannot be had
     * @throws IOException if the network or the disk fails
     */
    public Path find(Path model, FileSelection selection) throws IOException {
        Optional<HubModelId> id = idOf(model);
        if (id.isPresent()) {
            return pull(id.get(), model, selection);
        }
        if (!Files.exists(model)) {
            throw new ModelFormatException("no model folder at " + model
                    + ", expected a folder, or a model of the hub as ORG/NAME or ORG/NAME@REVISION");
        }
        return model;
    }

    private Path pull(HubModelId id, Path model, FileSelection selection) throws IOException {
        try {
            return pull(id, selection);
        } catch (HubException refused) {
            throw new HubException("no model folder at " + model + ", and " + refused.getMessage(), refused);
        }
    }

    /** Fetches a model, with a bar for what takes longer. */
    public Path pull(HubModelId id, FileSelection selection) throws IOException {
        try (PullProgress progress = new PullProgress(console, id)) {
            return HubModels.ofEnvironment(console.environment()).pull(id, selection, progress);
        }
    }
}
