package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.training.Trainer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** The model folder that a run fills. Not thread-safe. */
final class FineTuningFolder {

    private final Path path;

    private FineTuningFolder(Path path) {
        this.path = path;
    }

    /** Creates the folder. Refuses one with a model or an unfinished run, unless the options overwrite or resume it. */
    static FineTuningFolder prepare(FineTuningOptions options) throws IOException {
        Path path = options.output();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new NotDirectoryException(path + " is a file, expected a folder for the model");
        }
        Files.createDirectories(path);
        boolean unfinished = Files.exists(path.resolve(Trainer.CHECKPOINT));
        if (unfinished && !options.resume() && !options.overwrite()) {
            throw new FileAlreadyExistsException(
                    path + " holds the checkpoint of an unfinished run; resume it, or overwrite it to start anew");
        }
        boolean ours = unfinished && options.resume();
        Optional<String> found = ModelFolder.modelFileIn(path);
        if (found.isPresent() && !options.overwrite() && !ours) {
            throw new FileAlreadyExistsException(
                    path + " already holds a model (" + found.get() + "); choose another folder, or overwrite it");
        }
        return new FineTuningFolder(path);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    void writeModel(PretrainedEncoder base, LabelSet labels, Weights weights) throws IOException {
        new BaseFiles(base).write(labels, path);
        Safetensors.write(file(ModelFiles.WEIGHTS), weights);
    }
}
