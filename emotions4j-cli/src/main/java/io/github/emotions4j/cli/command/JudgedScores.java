package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.input.InputFiles;
import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.scorefile.ScoreFile;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Scores in files.
 *
 * @param labels the labels that are scored
 * @param file scores of the data to judge on
 * @param tuningFile scores of the data to choose thresholds on
 */
record JudgedScores(LabelSet labels, Path file, Optional<Path> tuningFile) implements Judged {

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public ScoreMatrix scores(LabelledFile data) throws IOException {
        return ScoreFile.read(InputFiles.requireFile(file), data.dataset());
    }

    @Override
    public ScoreMatrix tuningScores(LabelledFile data) throws IOException {
        Path scores = tuningFile.orElseThrow(() -> new IllegalArgumentException("found no scores of '"
                + data.dataset().name() + "' to choose thresholds by, expected a file of them (--tune-scores) beside "
                + file));
        return ScoreFile.read(InputFiles.requireFile(scores), data.dataset());
    }

    @Override
    public Optional<ThresholdSelection> ownThresholds() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Files are read whole.
    }
}
