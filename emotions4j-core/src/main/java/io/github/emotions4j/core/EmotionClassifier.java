package io.github.emotions4j.core;

import io.github.emotions4j.core.spi.EmbeddedClassifierProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Reads texts and gives each label's probability.
 *
 * <p>Implementations are thread-safe: one instance serves all threads. The scores of a text do not depend on the texts
 * beside it, on their order or on the number of threads. After {@link #close()} every call throws
 * {@link IllegalStateException}.
 */
public interface EmotionClassifier extends AutoCloseable {

    /**
     * Opens the model that travels inside the library.
     *
     * @return a new classifier, to be closed by the caller
     * @throws IllegalStateException if the class path holds no embedded model; depend on
     *     {@code io.github.emotions4j:emotions4j} to have one
     * @throws ModelFormatException if the embedded model is damaged
     */
    static EmotionClassifier embedded() {
        return ServiceLoader.load(EmbeddedClassifierProvider.class, EmotionClassifier.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no embedded model on the class path, expected the"
                        + " artifact io.github.emotions4j:emotions4j"))
                .open();
    }

    /**
     * The labels that this model scores.
     *
     * @return the labels in id order
     */
    LabelSet labels();

    /**
     * The model's own thresholds.
     *
     * @return one threshold per label
     */
    Thresholds thresholds();

    /**
     * Scores one text.
     *
     * @param text any text of any length, the empty one included; not trimmed
     * @return its scores, which say how a text was read that is longer than the model
     * @throws IllegalArgumentException if the classifier refuses the text
     * @throws InferenceException if the model fails or gives a score that is not a finite number
     * @throws IllegalStateException if the classifier is closed
     */
    Scores classify(String text);

    /**
     * Scores many texts, on all cores.
     *
     * @param texts the texts; not modified
     * @return one {@code Scores} per text, in the same order
     * @throws IllegalArgumentException if the classifier refuses a text; the message names its index
     * @throws InferenceException if the model fails or gives a score that is not a finite number
     * @throws IllegalStateException if the classifier is closed
     */
    List<Scores> classify(List<String> texts);

    /**
     * Scores a stream of any length, on all cores and in constant memory: texts are pulled a bounded number ahead of the
     * results taken. Close the returned stream if it is not read to its end.
     *
     * @param texts the texts; consumed lazily, closed when the returned stream is closed
     * @return one {@code Scores} per text, in the same order; errors as {@link #classify(List)}, thrown by the terminal
     *     operation
     * @throws IllegalStateException if the classifier is closed
     */
    Stream<Scores> classify(Stream<String> texts);

    /**
     * Frees the model's native memory. Texts that are under way finish first; a list or stream that has others left then
     * throws {@link IllegalStateException}. Closing twice does nothing.
     */
    @Override
    void close();
}
