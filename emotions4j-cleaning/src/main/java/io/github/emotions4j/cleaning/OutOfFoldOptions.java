package io.github.emotions4j.cleaning;

import io.github.emotions4j.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How texts are scored by models that have not seen them. Immutable and thread-safe.
 *
 * @param folds how many parts, each scored by a model that learned from the others; at least 2
 * @param training the recipe of each of these models
 * @param folder where scores of finished parts and the checkpoint of the current one are kept; made when needed
 */
public record OutOfFoldOptions(int folds, TrainingOptions training, Path folder) {

    /**
     * Checks the number of folds.
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
