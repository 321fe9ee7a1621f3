package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.scorefile.ScoreFile;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A system whose scores are in files that {@link ScoreFile} reads. It has no thresholds of its own.
 *
 * <pre>{@code
 * EvaluatedScoreFile system = EvaluatedScoreFile.of(test.labels(), Path.of("scores-test.csv"))
 *         .withTuningFile(Path.of("scores-dev.csv"));
 * ThresholdPlan plan = ThresholdPlan.builder().tunedOn(dev).build();
 * SystemEvaluation.run(system, test, EvaluationOptions.defaults().withThresholds(plan));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param labels the labels that are scored
 * @param file the scores of the dataset to evaluate on
 * @param tuningFile the scores of the dataset to choose thresholds on, if there are any
 */
public record EvaluatedScoreFile(LabelSet labels, Path file, Optional<Path> tuningFile) implements EvaluatedSystem {

    /** Refuses null. */
    public EvaluatedScoreFile {
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(tuningFile, "tuningFile");
    }

    /**
     * A system with scores of one dataset.
     *
     * @param labels the labels that are scored
     * @param file the scores of the dataset to evaluate on
     * @return the system
     */
    public static EvaluatedScoreFile of(LabelSet labels, Path file) {
        return new EvaluatedScoreFile(labels, file, Optional.empty());
    }

    /**
     * The same system with the scores of another dataset, to choose thresholds on.
     *
     * @param scores the scores of the dataset to choose thresholds on
     * @return the changed system
     */
    public EvaluatedScoreFile withTuningFile(Path scores) {
        return new EvaluatedScoreFile(labels, file, Optional.of(scores));
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public ScoreMatrix scores(Dataset data, EvaluationListener listener) throws IOException {
        return ScoreFile.read(file, data);
    }

    @Override
    public ScoreMatrix tuningScores(Dataset data, EvaluationListener listener) throws IOException {
        Path scores = tuningFile.orElseThrow(() -> new IllegalArgumentException("found no scores of '" + data.name()
                + "' to choose thresholds on, expected a second score file beside " + file));
        return ScoreFile.read(scores, data);
    }

    @Override
    public Optional<ThresholdSelection> ownThresholds() {
        return Optional.empty();
    }
}
