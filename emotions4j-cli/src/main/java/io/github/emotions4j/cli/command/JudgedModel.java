package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.cli.output.LongTextNote;
import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ProgressBar;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A model, which scores texts while a bar shows how far it is. */
final class JudgedModel implements Judged {

    private final Console console;
    private final Optional<Path> folder;
    private final Optional<ThresholdsFile> thresholds;
    private final EmotionClassifier classifier;

    /** Takes the classifier, to be closed with this. */
    JudgedModel(
            Console console, Optional<Path> folder, Optional<ThresholdsFile> thresholds, EmotionClassifier classifier) {
        this.console = console;
        this.folder = folder;
        this.thresholds = thresholds;
        this.classifier = classifier;
    }

    @Override
    public String name() {
        return folder.map(Path::toString).orElse("the embedded model");
    }

    @Override
    public LabelSet labels() {
        return classifier.labels();
    }

    @Override
    public ScoreMatrix scores(LabelledFile data) {
        List<Scores> scores = new ArrayList<>();
        LongTextNote note = new LongTextNote(data.place());
        int size = data.dataset().size();
        Supplier<OptionalDouble> fractionDone = () -> OptionalDouble.of((double) scores.size() / size);
        try (ProgressBar progress = new ProgressBar(console, fractionDone);
                Stream<Scores> results = classifier.classify(data.dataset().texts().stream())) {
            results.forEachOrdered(result -> {
                scores.add(result);
                note.count(result);
                progress.advance();
            });
        } catch (IllegalArgumentException refused) {
            throw data.place().located(refused, scores.size());
        }
        note.print(console);
        return ScoreMatrix.of(scores);
    }

    @Override
    public ScoreMatrix tuningScores(LabelledFile data) {
        return scores(data);
    }

    @Override
    public Optional<ThresholdSelection> ownThresholds() {
        String source = ModelFiles.THRESHOLDS + " of " + name();
        return Optional.of(thresholds
                .map(file -> ThresholdSelection.ofModel(file, labels(), source))
                .orElseGet(() -> ThresholdSelection.ofModel(classifier.thresholds())));
    }

    @Override
    public void close() {
        classifier.close();
    }
}
