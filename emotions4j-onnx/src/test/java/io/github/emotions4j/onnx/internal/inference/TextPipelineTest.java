package io.github.emotions4j.onnx.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph that needs no runtime: the logit of a text is its number of tokens, divided by ten. */
class TextPipelineTest {

    private static final LabelSet LABELS = LabelSet.of("joy");
    private static final LogitsPostprocessor POSTPROCESSOR =
            new LogitsPostprocessor(ProblemType.MULTI_LABEL, LABELS, Thresholds.constant(LABELS, 0.5));
    private static final int MAX_TOKENS = 10;

    private final List<Integer> lengths = new ArrayList<>();
    private TextTokenizer tokenizer;

    @BeforeEach
    void loadTheTokenizer(@TempDir Path folder) throws IOException {
        tokenizer = TextTokenizer.load(Fixtures.tinyBert(folder).resolve("tokenizer.json"));
    }

    @AfterEach
    void closeTheTokenizer() {
        tokenizer.close();
    }

    private float[] countTokens(int[] tokenIds) {
        lengths.add(tokenIds.length);
        return new float[] {tokenIds.length / 10f};
    }

    private TextPipeline pipeline(boolean truncation) {
        return new TextPipeline(tokenizer, MAX_TOKENS, truncation, POSTPROCESSOR);
    }

    @Test
    void windowsThatRunElsewhereGiveTheSameScores() {
        for (boolean truncation : new boolean[] {false, true}) {
            TextPipeline pipeline = pipeline(truncation);
            for (String content : new String[] {"", "a a a", "a ".repeat(50)}) {
                TokenWindows text = pipeline.tokenize(content);
                TextScores scores = pipeline.newScores(text);
                for (int window = 0; window < pipeline.windowCount(text); window++) {
                    int[] tokenIds = text.window(window).toArray();
                    assertThat(tokenIds).hasSize(pipeline.windowTokens(text));
                    scores.add(countTokens(tokenIds));
                }

                assertThat(scores.scores()).isEqualTo(pipeline.classify(text, this::countTokens));
            }
        }
    }

    @Test
    void aLongTextRunsWindowByWindow() {
        TextPipeline pipeline = pipeline(false);
        TokenWindows text = pipeline.tokenize("a ".repeat(50));

        Scores scores = pipeline.classify(text, this::countTokens);

        assertThat(scores.windows()).isEqualTo(text.count()).isGreaterThan(5);
        assertThat(lengths).hasSize(text.count()).containsOnly(MAX_TOKENS);
    }

    @Test
    void truncationRunsTheFirstWindowAlone() {
        TextPipeline pipeline = pipeline(true);

        Scores scores = pipeline.classify(pipeline.tokenize("a ".repeat(50)), this::countTokens);

        assertThat(scores.isTruncated()).isTrue();
        assertThat(lengths).containsExactly(MAX_TOKENS);
    }

    @Test
    void anInterruptEndsALongTextBeforeItsNextWindow() {
        TextPipeline pipeline = pipeline(false);
        TokenWindows text = pipeline.tokenize("a ".repeat(50));
        GraphRun interrupting = tokenIds -> {
            Thread.currentThread().interrupt();
            return countTokens(tokenIds);
        };

        assertThatThrownBy(() -> pipeline.classify(text, interrupting))
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted after 1 of " + text.count() + " windows");
        assertThat(Thread.interrupted()).isTrue();
    }
}
