package io.github.emotions4j.evaluation.card;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Updates the card of a model folder after its thresholds changed. Tables, {@code model-index} and plots are replaced,
 * everything else in the card stays. Stateless and thread-safe.
 */
public final class FolderCard {

    private static final String UNKNOWN = """
            This folder had no card. How the model was made is not known here; fill it in.
            """;

    private FolderCard() {}

    /**
     * Writes the plots and replaces the scores of the card.
     *
     * @param folder the model folder
     * @param evaluator the scores of the evaluated data
     * @param results their results at one or more choices of thresholds
     * @param note how the thresholds were chosen, in Markdown
     * @return the outcome
     * @throws IOException if reading or writing fails; the card is then as before
     */
    public static ModelCard.Refresh refresh(
            Path folder, Evaluator evaluator, List<EvaluationResult> results, String note) throws IOException {
        List<CardScores.Figure> figures = CardPlots.write(folder, evaluator, results);
        CardScores scores = new CardScores(evaluator.data(), results, note, figures);
        ModelCard card = new ModelCard(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                metadata(evaluator),
                List.of(new ModelCard.Section("How it was made", UNKNOWN)),
                scores);
        return card.refresh(folder.resolve(ModelFiles.CARD));
    }

    private static ModelCard.Metadata metadata(Evaluator evaluator) {
        String name = evaluator.data().name();
        boolean goEmotions = evaluator.data().labels().equals(LabelSet.goEmotions());
        return goEmotions
                ? new ModelCard.Metadata("other", Optional.empty(), "go_emotions", "GoEmotions")
                : new ModelCard.Metadata("other", Optional.empty(), name, name);
    }
}
