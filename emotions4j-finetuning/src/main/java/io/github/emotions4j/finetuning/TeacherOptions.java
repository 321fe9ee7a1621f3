package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.internal.ResourceCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Teachers for distillation: where teacher logits come from. How they enter the loss is set by
 * {@link io.github.emotions4j.training.DistillationLoss}. Immutable and thread-safe.
 *
 * @param models model folders for the same labels; a text's teacher logits are the mean of their logits
 * @param unlabelledTexts more texts, without labels, to train on teacher logits only
 * @param logitsCache the folder for computed teacher logits, so that each teacher scores a text once; made when first
 *     needed
 */
public record TeacherOptions(List<Path> models, List<String> unlabelledTexts, Path logitsCache) {

    /**
     * Texts without labels can only be trained on with teacher logits, so they need a teacher.
     *
     * @throws IllegalArgumentException if there are unlabelled texts and no teacher
     */
    public TeacherOptions {
        models = List.copyOf(models);
        unlabelledTexts = List.copyOf(unlabelledTexts);
        Objects.requireNonNull(logitsCache, "logitsCache");
        if (models.isEmpty() && !unlabelledTexts.isEmpty()) {
            throw new IllegalArgumentException(
                    "found " + unlabelledTexts.size() + " texts without labels and no teacher, expected at least one");
        }
    }

    /**
     * Teachers whose logits are kept in the library's own cache folder.
     *
     * @param models model folders for the same labels
     * @param unlabelledTexts more texts, without labels
     * @return options for these teachers
     * @throws IllegalArgumentException if there are unlabelled texts and no teacher
     */
    public static TeacherOptions of(List<Path> models, List<String> unlabelledTexts) {
        return new TeacherOptions(
                models, unlabelledTexts, ResourceCache.standard().folder().resolve("teachers"));
    }

    /**
     * Training without distillation.
     *
     * @return no teacher and no further text
     */
    public static TeacherOptions none() {
        return of(List.of(), List.of());
    }
}
