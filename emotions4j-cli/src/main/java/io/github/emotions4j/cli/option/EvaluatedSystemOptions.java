package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.cli.input.LabelsFile;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.EvaluatedClassifier;
import io.github.emotions4j.evaluation.EvaluatedScoreFile;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that name the system to evaluate: a model or a score file. */
public final class EvaluatedSystemOptions {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--scores-file",
            paramLabel = "F",
            description = "Use the scores in this file instead of a model: JSON lines as classify --scores prints"
                    + " them, or CSV or TSV with a column per label.")
    private @Nullable Path scoresFile;

    @Option(
            names = "--labels",
            paramLabel = "F",
            description = "With --scores-file: the labels, one per line. Default: emotions.txt beside the data, else"
                    + " the 28 of GoEmotions.")
    private @Nullable Path labelsFile;

    /**
     * Refuses options that exclude each other.
     *
     * @param spec the command
     * @throws ParameterException if {@code --scores-file} is combined with options of a model
     */
    public void check(CommandSpec spec) {
        if (scoresFile != null && model.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "found both --scores-file and --model, --precision or --truncate, expected one of them");
        }
        if (scoresFile == null && labelsFile != null) {
            throw new ParameterException(spec.commandLine(), "--labels is for --scores-file, a model has its labels");
        }
    }

    /**
     * The score file.
     *
     * @return the file of {@code --scores-file}, or empty where a model is evaluated
     */
    public Optional<Path> scoresFile() {
        return Optional.ofNullable(scoresFile);
    }

    /**
     * The options of the model.
     *
     * @return the options, which are the defaults where a score file is evaluated
     */
    public ModelOptions model() {
        return model;
    }

    /**
     * Opens the system.
     *
     * @param console receives a line on the graph that runs
     * @param models opens the model
     * @param data the labelled texts to evaluate on; {@code emotions.txt} beside them has the labels of a score file
     * @return the system, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    public OpenSystem open(Console console, ModelSource models, Path data) throws IOException {
        if (scoresFile == null) {
            return open(console, models, model);
        }
        LabelSet labels =
                labelsFile == null ? LabelsFile.besideData(data) : LabelsFile.read(InputFiles.requireFile(labelsFile));
        return ofFile(EvaluatedScoreFile.of(labels, scoresFile));
    }

    /**
     * Opens the system with a second score file, to choose thresholds on.
     *
     * @param console receives a line on the graph that runs
     * @param models opens the model
     * @param data the labelled texts to evaluate on
     * @param tuningScores the scores of other labelled texts, used with {@code --scores-file} alone
     * @return the system, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    public OpenSystem open(Console console, ModelSource models, Path data, Path tuningScores) throws IOException {
        OpenSystem opened = open(console, models, data);
        return opened.system() instanceof EvaluatedScoreFile file
                ? ofFile(file.withTuningFile(InputFiles.requireFile(tuningScores)))
                : opened;
    }

    /**
     * Opens another model with the same options, to compare with.
     *
     * @param console receives a line on the graph that runs
     * @param models opens the model
     * @param other the other model
     * @return the system, to be closed by the caller
     * @throws IOException if a file cannot be read
     */
    public OpenSystem openOther(Console console, ModelSource models, ModelReference other) throws IOException {
        return open(console, models, model.of(other));
    }

    /**
     * Opens a score file.
     *
     * @param file the score file
     * @return the system
     * @throws IOException if there is no such file
     */
    public static OpenSystem ofFile(EvaluatedScoreFile file) throws IOException {
        InputFiles.requireFile(file.file());
        return new OpenSystem(file, () -> {});
    }

    private static OpenSystem open(Console console, ModelSource models, ModelOptions model) throws IOException {
        ModelReference reference = model.reference();
        Optional<ThresholdsFile> thresholds = models.thresholds(reference);
        EmotionClassifier classifier = model.open(models, console);
        try {
            EvaluatedClassifier plain = EvaluatedClassifier.of(reference.name(), classifier);
            String source = ModelFiles.THRESHOLDS + " of " + reference.name();
            EvaluatedClassifier system =
                    thresholds.map(file -> plain.withThresholds(file, source)).orElse(plain);
            return new OpenSystem(system, classifier::close);
        } catch (RuntimeException failure) {
            classifier.close();
            throw failure;
        }
    }
}
