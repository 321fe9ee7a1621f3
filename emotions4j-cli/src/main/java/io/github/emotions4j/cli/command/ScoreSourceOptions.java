package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.input.LabelsFile;
import io.github.emotions4j.cli.option.ModelOptions;
import io.github.emotions4j.cli.option.ModelSource;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is judged. */
final class ScoreSourceOptions {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--scores-file",
            paramLabel = "F",
            description = "Scores that any system made, instead of a model: JSON lines as classify --scores prints"
                    + " them, or CSV or TSV with a column per label.")
    private @Nullable Path scoresFile;

    @Option(
            names = "--labels",
            paramLabel = "F",
            description = "With --scores-file: the labels, one a line. Default: emotions.txt beside the data, else"
                    + " the 28 of GoEmotions.")
    private @Nullable Path labelsFile;

    /** Refuses options that exclude each other. */
    void check(CommandSpec spec) {
        if (scoresFile != null && model.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "found both --scores-file and --model, --precision or --truncate, expected one of them");
        }
        if (scoresFile == null && labelsFile != null) {
            throw new ParameterException(spec.commandLine(), "--labels is for --scores-file, a model has its labels");
        }
    }

    Optional<Path> scoresFile() {
        return Optional.ofNullable(scoresFile);
    }

    Optional<Path> modelFolder() {
        return model.folder();
    }

    /** Opens what is judged on the labelled texts of a file. */
    Judged open(Console console, ModelSource models, Path data, Optional<Path> tuningScores) throws IOException {
        if (scoresFile != null) {
            return new JudgedScores(
                    LabelsFile.ofGoEmotions(Optional.ofNullable(labelsFile), data), scoresFile, tuningScores);
        }
        return open(console, models, model);
    }

    /** Opens another model folder, or the embedded model, to compare with. */
    Judged openOther(Console console, ModelSource models, Optional<Path> folder) throws IOException {
        return open(console, models, model.of(folder));
    }

    private static Judged open(Console console, ModelSource models, ModelOptions model) throws IOException {
        Optional<ThresholdsFile> thresholds = models.thresholds(model.folder());
        EmotionClassifier classifier = model.open(models, console);
        return new JudgedModel(console, model.folder(), thresholds, classifier);
    }
}
