package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Finds likely label errors and duplicates texts in a training file and reports them in a {@link Review}. It does not
 * change the file. Immutable and thread-safe, except that only one training can run at a time in a process.
 */
public final class DataCleaning {

    private final Dataset train;
    private final CleaningOptions options;
    private final Duplicates duplicates;

    private DataCleaning(Dataset train, CleaningOptions options) {
        this.train = train;
        this.options = options;
        this.duplicates = options.nearThreshold()
                .map(threshold -> Duplicates.withNear(train, threshold))
                .orElseGet(() -> Duplicates.exact(train));
    }

    /**
     * Starts with a search for duplicates and near-duplicates.
     *
     * @param train the texts to clean
     * @param options which problems are reported
     * @return the cleaning of this file
     */
    public static DataCleaning of(Dataset train, CleaningOptions options) {
        return new DataCleaning(Objects.requireNonNull(train, "train"), Objects.requireNonNull(options, "options"));
    }

    /**
     * Computes out-of-fold scores: each text is scored by a model that was trained without it and its near-duplicates.
     * An interrupted run resumes if this method is called again with the same settings.
     *
     * @param base the encoder to fine-tune for each fold
     * @param foldOptions the number of folds and the training options
     * @param listener receives the progress
     * @return the scores, examples and labels in the order of the dataset
     * @throws IllegalArgumentException if the encoder has a head for the same labels, there are fewer distinct texts
     *     than folds, or a text has more tokens than the encoder supports
     * @throws io.github.emotions4j.core.TrainingException if training fails
     * @throws IOException if the folder of the folds cannot be read or written
     */
    public ScoreMatrix outOfFoldScores(PretrainedEncoder base, OutOfFoldOptions foldOptions, CleaningListener listener)
            throws IOException {
        FoldSplit split = FoldSplit.of(
                train,
                duplicates.connected(train.size()),
                foldOptions.folds(),
                foldOptions.training().seed());
        return new OutOfFold(base, train, split, foldOptions, listener).scores();
    }

    /**
     * Reports repeated texts, without looking for label errors.
     *
     * @param others datasets that should share no text with this one, such as dev and test; only read
     * @return the findings
     */
    public Review review(List<Dataset> others) {
        return new ReviewBuilder(train, duplicates, LabelIssues.none(), others).build();
    }

    /**
     * Reports likely label errors and repeated texts.
     *
     * @param scores out-of-fold scores of the texts
     * @param others datasets that should share no text with this one, such as dev and test; only read
     * @return the findings
     * @throws IllegalArgumentException if the scores are not for these texts and labels
     */
    public Review review(ScoreMatrix scores, List<Dataset> others) {
        LabelIssues issues = ConfidentLearning.findIssues(train, scores, options);
        return new ReviewBuilder(train, duplicates, issues, others).build();
    }
}
