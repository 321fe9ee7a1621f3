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

    private final List<Integer> batchSizes = new ArrayList<>();
    private TextTokenizer tokenizer;

    @BeforeEach
    void loadTheTokenizer(@TempDir Path folder) throws IOException {
        tokenizer = TextTokenizer.load(Fixtures.tinyBert(folder).resolve("tokenizer.json"));
    }

    @AfterEach
    void closeTheTokenizer() {
        tokenizer.close();
    }

    private List<float[]> countTokens(List<int[]> batch) {
        batchSizes.add(batch.size());
        return batch.stream()
                .map(tokenIds -> new float[] {tokenIds.length / 10f})
                .toList();
    }

    private TextPipeline pipeline(boolean truncation) {
        return new TextPipeline(tokenizer, MAX_TOKENS, truncation, POSTPROCESSOR);
    }

    @Test
    void aBatchGivesEachTextTheScoresThatItHasAlone() {
        TextPipeline pipeline = pipeline(false);
        List<TokenWindows> texts = List.of(pipeline.tokenize("a a a"), pipeline.tokenize("a a b"));

        List<Scores> batch = pipeline.classifyBatch(texts, this::countTokens);

        assertThat(batchSizes).containsExactly(2);
        assertThat(batch)
                .isEqualTo(texts.stream()
                        .map(text -> pipeline.classify(text, this::countTokens))
                        .toList());
    }

    @Test
    void aLongTextRunsWindowByWindow() {
        TextPipeline pipeline = pipeline(false);
        TokenWindows text = pipeline.tokenize("a ".repeat(50));

        Scores scores = pipeline.classify(text, this::countTokens);

        assertThat(scores.windows()).isEqualTo(text.count()).isGreaterThan(5);
        assertThat(batchSizes).hasSize(text.count()).containsOnly(1);
    }

    @Test
    void truncationRunsTheFirstWindowAlone() {
        TextPipeline pipeline = pipeline(true);

        Scores scores = pipeline.classify(pipeline.tokenize("a ".repeat(50)), this::countTokens);

        assertThat(scores.isTruncated()).isTrue();
        assertThat(batchSizes).containsExactly(1);
    }

    @Test
    void anInterruptEndsALongTextBeforeItsNextWindow() {
        TextPipeline pipeline = pipeline(false);
        TokenWindows text = pipeline.tokenize("a ".repeat(50));
        GraphRun interrupting = batch -> {
            Thread.currentThread().interrupt();
            return countTokens(batch);
        };

        assertThatThrownBy(() -> pipeline.classify(text, interrupting))
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted after 1 of " + text.count() + " windows");
        assertThat(Thread.interrupted()).isTrue();
    }
}
