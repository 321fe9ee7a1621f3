package io.github.emotions4j.finetuning;

import io.github.emotions4j.training.HeadInitialization;
import io.github.emotions4j.training.TrainingOptions;
import java.util.Objects;
import java.util.Set;

/**
 * The default training options of each base. A base from a folder gets the options of the reference model card. The
 * encoders in Maven artifacts get a higher learning rate, and a head that starts with the labels' log-odds.
 *
 * <p>Chosen on dev of GoEmotions: after one epoch on 10,000 comments at rate 2.5e-4, bge-small-en-v1.5 reached a dev
 * loss of .0886 and e5-small-v2 .0905; on all comments at 2e-4, two epochs of bge-small-en-v1.5 end with a dev loss of
 * .0789, three with .0834. Of three epochs of bert-base-uncased at 5e-5 the second was the best: dev macro-F1 .550,
 * .561, .551, dev loss .0820, .0808, .0867. Students without labels can take more epochs.
 *
 * <p>Stateless and thread-safe.
 */
public final class Presets {

    private static final Set<String> SMALL = Set.of("e5-small-v2", "bge-small-en-v1.5", "all-minilm-l6-v2");

    private static final Set<String> BASE = Set.of("bert-base-uncased", "bert-base-cased");

    private Presets() {}

    /**
     * The options for an encoder of a Maven artifact.
     *
     * @param artifactName the encoder's name
     * @return the options of the three small encoders; for BERT-base the same with a lower learning rate; for all
     *     others those of the reference model card
     */
    public static TrainingOptions of(String artifactName) {
        Objects.requireNonNull(artifactName, "artifactName");
        if (SMALL.contains(artifactName)) {
            return small();
        }
        return BASE.contains(artifactName) ? base() : TrainingOptions.defaults();
    }

    /**
     * The options for a folder, even if it has the name of an encoder in a Maven artifact.
     *
     * @return the options of the reference model card
     */
    public static TrainingOptions ofFolder() {
        return TrainingOptions.defaults();
    }

    // BERT-base needs a lower learning rate than the small encoders; the rest of their recipe fits it as well.
    private static TrainingOptions base() {
        return small().toBuilder().learningRate(5e-5).build();
    }

    private static TrainingOptions small() {
        return TrainingOptions.defaults().toBuilder()
                .epochs(2)
                .learningRate(2e-4)
                .headLearningRateFactor(10)
                .batchSize(32)
                .warmup(0.06)
                .headInitialization(HeadInitialization.LOG_ODDS)
                .build();
    }
}
