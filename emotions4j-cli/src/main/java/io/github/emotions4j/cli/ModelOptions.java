package io.github.emotions4j.cli;

import io.github.emotions4j.core.EmotionClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which model a command uses. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "A model folder. Default: the model inside emotions4j.")
    private @Nullable Path folder;

    @Option(
            names = "--precision",
            paramLabel = "int8|fp32",
            description = "Which graph of the model. Default: int8 where there is one.")
    private @Nullable Precision precision;

    EmotionClassifier open(ModelSource models) throws IOException {
        return models.open(Optional.ofNullable(folder), Optional.ofNullable(precision));
    }
}
