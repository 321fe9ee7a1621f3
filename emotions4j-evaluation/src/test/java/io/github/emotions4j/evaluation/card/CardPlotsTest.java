package io.github.emotions4j.evaluation.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.Example;
import io.github.emotions4j.evaluation.EvaluationResult;
import io.github.emotions4j.evaluation.Evaluator;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.threshold.ThresholdCandidates;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.evaluation.threshold.ThresholdSelection;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardPlotsTest {

    private static final int PALE_BLUE = 0x9EB4D6;
    private static final int BLUE = 0x1F53A0;
    private static final int ORANGE = 0xD9730D;

    private static final LabelSet LABELS = LabelSet.of("joy", "anger");

    // At 0.5 both labels are found in their one example; at 0.95 anger is not.
    private static final Evaluator EVALUATOR = Evaluator.of(
            new Dataset(
                    "test",
                    LABELS,
                    List.of(new Example("a", List.of(0), "1"), new Example("b", List.of(1), "2")),
                    "ab12"),
            ScoreMatrix.of(LABELS, new double[][] {{0.96, 0.1}, {0.2, 0.7}}));

    @TempDir
    Path folder;

    @Test
    void barsAreAsHighAsTheF1OfTheirLabel() throws IOException {
        write(fixed(0.5), fixed(0.95));

        BufferedImage image = image(CardPlots.F1_FILE);
        // two full bars at 0.5; at 0.95 the second has no height
        assertThat(widest(image, PALE_BLUE)).isCloseTo(2 * widest(image, BLUE), withPercentage(10));
    }

    @Test
    void theUpperBoundIsDrawnOnlyWithoutTwoOtherResults() throws IOException {
        EvaluationResult oracle = EVALUATOR.oracle(ThresholdSearch.plain(ThresholdCandidates.grid()));

        write(fixed(0.5), fixed(0.4), oracle);
        assertThat(widest(image(CardPlots.F1_FILE), ORANGE)).isZero();

        write(fixed(0.5), oracle);
        assertThat(widest(image(CardPlots.F1_FILE), BLUE)).isPositive();
    }

    @Test
    void reliabilityIsALineThroughTheBins() throws IOException {
        List<CardScores.Figure> figures = write(fixed(0.5));

        assertThat(figures).extracting(CardScores.Figure::file).containsExactly("f1-per-label.png", "reliability.png");
        assertThat(figures.get(1).description()).isEqualTo("Reliability of the scores on test");
        assertThat(widest(image(CardPlots.RELIABILITY_FILE), BLUE)).isPositive();
    }

    private List<CardScores.Figure> write(EvaluationResult... results) throws IOException {
        return CardPlots.write(folder, EVALUATOR, List.of(results));
    }

    private static EvaluationResult fixed(double threshold) {
        return EVALUATOR.at(ThresholdSelection.fixed(LABELS, threshold));
    }

    private BufferedImage image(String file) throws IOException {
        return ImageIO.read(folder.resolve(file).toFile());
    }

    /** How many pixels of a colour the row with most of them has, above the legend. */
    private static int widest(BufferedImage image, int colour) {
        int widest = 0;
        for (int y = 0; y < image.getHeight() * 3 / 5; y++) {
            int count = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
            widest = Math.max(widest, count);
        }
        return widest;
    }
}
