package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.internal.ResourceCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a run learns besides labelled texts. Immutable and thread-safe.
 *
 * @param teachers model folders for the same labels, whose mean logits the run learns too; see
 *     {@link io.github.emotions4j.training.DistillationLoss}
 * @param unlabelled texts without labels, which only teachers can teach
 * @param cache the folder that keeps what teachers say, so that each is asked once; made when first needed
 */
public record TeacherOptions(List<Path> teachers, List<String> unlabelled, Path cache) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are unlabelled texts and no teacher
     */
    public TeacherOptions {
        teachers = List.copyOf(teachers);
        unlabelled = List.copyOf(unlabelled);
        Objects.requireNonNull(cache, "cache");
        if (teachers.isEmpty() && !unlabelled.isEmpty()) {
            throw new IllegalArgumentException(
                    "found " + unlabelled.size() + " texts without labels and no teacher, expected at least one");
        }
    }

    /**
     * TeacherEnsemble whose answers are kept in the library's own cache folder.
     *
     * @param teachers model folders for the same labels
     * @param unlabelled texts without labels
     * @return what to learn from
     * @throws IllegalArgumentException if there are unlabelled texts and no teacher
     */
    public static TeacherOptions of(List<Path> teachers, List<String> unlabelled) {
        return new TeacherOptions(
                teachers, unlabelled, ResourceCache.standard().folder().resolve("teachers"));
    }

    /**
     * Labelled texts alone.
     *
     * @return no teacher and no further text
     */
    public static TeacherOptions none() {
        return of(List.of(), List.of());
    }
}
