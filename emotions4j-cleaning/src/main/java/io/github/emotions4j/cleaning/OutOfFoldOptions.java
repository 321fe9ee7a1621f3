package io.github.emotions4j.cleaning;

import io.github.emotions4j.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Options of out-of-fold scoring. Immutable and thread-safe.
 *
 * @param folds the number of cross-validation folds, at least 2
 * @param training the training options of each fold's model
 * @param folder the folder for the scores of finished folds and the checkpoint of the current one; created if it does
 *     not exist
 */
public record OutOfFoldOptions(int folds, TrainingOptions training, Path folder) {

    /**
     * Makes options.
     *
     * @throws IllegalArgumentException if there are fewer than 2 folds
     */
    public OutOfFoldOptions {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(folder, "folder");
        if (folds < 2) {
            throw new IllegalArgumentException("folds is " + folds + ", expected at least 2");
        }
    }
}
