package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.ScoreMatrix;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for what is wrong with the labels of a training file. It reads and never changes; what it finds goes into a
 * {@link Review}. Immutable and thread-safe, but for training, of which one may run at a time in a process.
 */
public final class DataCleaning {

    private final Dataset train;
    private final CleaningOptions options;
    private final Duplicates repeated;

    private DataCleaning(Dataset train, CleaningOptions options) {
        this.train = train;
        this.options = options;
        this.repeated = Duplicates.of(train, options.nearThreshold());
    }

    /**
     * Searches a file for texts that repeat.
     *
     * @param train the texts to clean
     * @param options what counts as a finding
     * @return the search, ready for more
     */
    public static DataCleaning of(Dataset train, CleaningOptions options) {
        return new DataCleaning(Objects.requireNonNull(train, "train"), Objects.requireNonNull(options, "options"));
    }

    /**
     * Scores every text with a model that has not learned from it or from a near-duplicate of it. A run that was
     * interrupted goes on when it is called again with the same settings.
     *
     * @param base the encoder that each fold's model starts from
     * @param foldOptions how to split and train
     * @param listener hears how it goes
     * @return the scores, examples and labels in the order of the data
     * @throws IllegalArgumentException if the encoder has a head for the same labels, there are fewer different texts than
     *     folds, or a text has more tokens than the encoder takes
     * @throws io.github.emotions4j.core.TrainingException if training cannot go on
     * @throws IOException if the folder of the folds cannot be read or written
     */
    public ScoreMatrix outOfFoldScores(PretrainedEncoder base, OutOfFoldOptions foldOptions, CleaningListener listener)
            throws IOException {
        FoldSplit split = FoldSplit.of(
                train,
                repeated.connected(train.size()),
                foldOptions.folds(),
                foldOptions.training().seed());
        return new OutOfFold(base, train, split, foldOptions, listener).scores();
    }

    /**
     * Brings together what was found.
     *
     * @param scores out-of-fold scores of the texts, or empty to look at repeated texts alone
     * @param others datasets that should share no text with this one, such as dev and test; only read
     * @return the findings
     * @throws IllegalArgumentException if the scores are not for these texts and labels
     */
    public Review review(Optional<ScoreMatrix> scores, List<Dataset> others) {
        Optional<ConfidentLearning> confidence =
                scores.map(outOfFold -> ConfidentLearning.of(train, outOfFold, options));
        return new ReviewBuilder(train, repeated, confidence, others).review();
    }
}
