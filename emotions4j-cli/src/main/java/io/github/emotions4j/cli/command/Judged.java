package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.io.IOException;
import java.util.Optional;

/** What is judged: a model, or the scores that any system wrote into files. */
interface Judged extends AutoCloseable {

    /** What people call it. */
    String name();

    /** The labels that it scores. */
    LabelSet labels();

    /** The scores of the data to judge on. */
    ScoreMatrix scores(LabelledFile data) throws IOException;

    /** The scores of the data to choose thresholds on. */
    ScoreMatrix tuningScores(LabelledFile data) throws IOException;

    /** Its own thresholds; scores in files have none. */
    Optional<ThresholdSelection> ownThresholds() throws IOException;

    @Override
    void close();
}
