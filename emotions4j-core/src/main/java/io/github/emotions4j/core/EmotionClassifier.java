package io.github.emotions4j.core;

import io.github.emotions4j.core.spi.EmbeddedClassifierProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Classifies texts: computes a probability for each label.
 *
 * <p>Implementations are thread-safe: one instance serves all threads. The scores of a text do not depend on other
 * texts in the same call, on their order or on the number of threads. After {@link #close()} every call throws
 * {@link IllegalStateException}.
 */
public interface EmotionClassifier extends AutoCloseable {

    /**
     * Opens the embedded model.
     *
     * @return a new classifier, to be closed by the caller
     * @throws IllegalStateException if there is no embedded model on the class path; it is in the artifact
     *     {@code io.github.emotions4j:emotions4j}
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
     * The labels of the model.
     *
     * @return the labels in id order
     */
    LabelSet labels();

    /**
     * The thresholds of the model.
     *
     * @return one threshold per label
     */
    Thresholds thresholds();

    /**
     * Scores one text.
     *
     * @param text any text of any length, also an empty one; not trimmed
     * @return its scores, and whether the text was split into windows or truncated
     * @throws IllegalArgumentException if the classifier rejects the text
     * @throws InferenceException if the model fails or returns a score that is not a finite number
     * @throws IllegalStateException if the classifier is closed
     */
    Scores classify(String text);

    /**
     * Scores a list of texts in parallel.
     *
     * @param texts the texts; not modified
     * @return one {@code Scores} per text, in the same order
     * @throws IllegalArgumentException if the classifier rejects a text; the message contains its index
     * @throws InferenceException if the model fails or returns a score that is not a finite number
     * @throws IllegalStateException if the classifier is closed
     */
    List<Scores> classify(List<String> texts);

    /**
     * Scores a stream of any length in parallel and in constant memory: the number of texts that are read ahead is
     * bounded. Close the returned stream if it is not read to the end.
     *
     * @param texts the texts; consumed lazily, closed when the returned stream is closed
     * @return one {@code Scores} per text, in the same order; the terminal operation throws the same exceptions
     *     as {@link #classify(List)}
     * @throws IllegalStateException if the classifier is closed
     */
    Stream<Scores> classify(Stream<String> texts);

    /**
     * Frees the model's native memory after the texts that are being scored. A list or stream with further texts then
     * throws {@link IllegalStateException}. Closing twice has no effect.
     */
    @Override
    void close();
}
