package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import io.github.emotions4j.onnx.EmbeddedModel;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens the embedded model, model folders, and models of the hub. */
public final class ModelResolver implements ModelSource {

    private final FolderResolver folders;

    /**
     * A resolver.
     *
     * @param console shows the progress of downloads
     */
    public ModelResolver(Console console) {
        this.folders = new FolderResolver(console);
    }

    @Override
    public EmotionClassifier open(ModelReference model, OnnxOptions options) throws IOException {
        if (model.folder().isEmpty()) {
            return OnnxEmotionClassifier.embedded(options);
        }
        FileSelection files = FileSelection.classify(options.precision());
        return OnnxEmotionClassifier.load(folders.find(model.folder().get(), files), options);
    }

    @Override
    public Optional<ThresholdsFile> thresholds(ModelReference model) throws IOException {
        if (model.folder().isPresent()) {
            return ModelFolder.open(folders.find(model.folder().get(), FileSelection.describe()))
                    .thresholds();
        }
        try (InputStream content = EmbeddedModel.find().open(ModelFiles.THRESHOLDS)) {
            return Optional.of(
                    ThresholdsFile.parse(content.readAllBytes(), "the embedded model's " + ModelFiles.THRESHOLDS));
        }
    }
}
