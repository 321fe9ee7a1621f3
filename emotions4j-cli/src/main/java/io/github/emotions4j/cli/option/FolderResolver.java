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

/** Finds the folder of {@code --model}: a local folder or, if there is none, a model of the hub in the cache. */
public final class FolderResolver {

    private final Console console;

    /**
     * A resolver.
     *
     * @param console shows the progress of a download
     */
    public FolderResolver(Console console) {
        this.console = console;
    }

    /**
     * Reads a path as the id of a model of the hub, {@code ORG/NAME} or {@code ORG/NAME@REVISION}.
     *
     * @param model the value of {@code --model}
     * @return the id, or empty if such a folder exists or the path has another form
     */
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
     * Finds the folder, and downloads the model if it is on the hub.
     *
     * @param model a folder, or an id; an existing folder comes first
     * @param selection the files to download
     * @return the folder
     * @throws ModelFormatException if there is no such folder and the value is no id
     * @throws HubException if there is no such folder and the model cannot be downloaded
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

    /**
     * Downloads a model and shows a progress bar.
     *
     * @param id the id of the model
     * @param selection the files to download
     * @return the folder in the cache
     * @throws HubException if the hub refuses
     * @throws IOException if the network or the disk fails
     */
    public Path pull(HubModelId id, FileSelection selection) throws IOException {
        try (PullProgress progress = new PullProgress(console, id)) {
            return HubModels.ofEnvironment(console.environment()).pull(id, selection, progress);
        }
    }
}
