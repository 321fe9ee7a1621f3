package io.github.emotions4j.evaluation;

import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A classifier to evaluate. The caller closes the classifier. {@link SystemEvaluation} has an example.
 *
 * <p>Immutable; thread-safe if the classifier is.
 */
public final class EvaluatedClassifier implements EvaluatedSystem {

    private final String name;
    private final EmotionClassifier classifier;
    private final ThresholdSelection own;

    private EvaluatedClassifier(String name, EmotionClassifier classifier, ThresholdSelection own) {
        this.name = Objects.requireNonNull(name, "name");
        this.classifier = classifier;
        this.own = own;
    }

    /**
     * A classifier with its own thresholds. It is not known on which data they were chosen.
     *
     * @param name the name in reports, such as the path of the model folder
     * @param classifier the classifier, to be closed by the caller
     * @return the system
     */
    public static EvaluatedClassifier of(String name, EmotionClassifier classifier) {
        return new EvaluatedClassifier(name, classifier, ThresholdSelection.ofModel(classifier.thresholds()));
    }

    /**
     * The same classifier with the content of its {@code thresholds.json}. The file names the data that chose the
     * thresholds: evaluating on that data is reported as {@code ORACLE}.
     *
     * @param file the content of {@code thresholds.json}
     * @param source the name of the file in errors
     * @return the changed system
     * @throws io.github.emotions4j.core.ModelFormatException if the file is for other labels
     */
    public EvaluatedClassifier withThresholds(ThresholdsFile file, String source) {
        return new EvaluatedClassifier(name, classifier, ThresholdSelection.ofModel(file, labels(), source));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LabelSet labels() {
        return classifier.labels();
    }

    @Override
    public ScoreMatrix scores(Dataset data, EvaluationListener listener) {
        List<Scores> scores = new ArrayList<>(data.size());
        listener.scoringStarted(data);
        try (Stream<Scores> results = classifier.classify(data.texts().stream())) {
            results.forEachOrdered(result -> {
                scores.add(result);
                listener.textScored(data, result);
            });
        } catch (IllegalArgumentException refusal) {
            throw listener.refused(data, scores.size(), refusal);
        } finally {
            listener.scoringEnded(data);
        }
        return ScoreMatrix.of(scores);
    }

    @Override
    public Optional<ThresholdSelection> ownThresholds() {
        return Optional.of(own);
    }
}
