package io.github.emotions4j.onnx.internal.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import org.junit.jupiter.api.Test;

class TextTaskTest {

    private static final String TEXT = "abcdefghij";

    private final FakeInference inference = new FakeInference(BatchLimits.ONE_BY_ONE, 2);
    private final TextTask<String> task = TextTask.of(Job.ofManyTexts(), 3, TEXT, inference);

    private void add(int window) {
        task.addLogits(window, new float[] {inference.logit(new Window<>(TEXT, window))});
    }

    @Test
    void windowsArePooledInTheOrderOfTheTextWhateverTheOrderOfTheirRuns() throws InterruptedException {
        task.tokenize();
        for (int window : new int[] {3, 1, 0, 4}) {
            add(window);
            assertThat(task.isDone()).isFalse();
        }
        add(2);

        assertThat(task.await()).isEqualTo(inference.classifyAlone(TEXT));
    }

    @Test
    void aWindowThatIsNotANumberFailsTheText() {
        task.tokenize();
        add(0);
        task.addLogits(1, new float[] {Float.NaN});
        add(2);

        assertThatThrownBy(task::await).isInstanceOf(InferenceException.class).hasMessage("window 1 is NaN");
    }

    @Test
    void aMissingTextFailsWithItsIndex() {
        TextTask<String> missing = TextTask.of(Job.ofManyTexts(), 3, null, inference);

        missing.tokenize();

        assertThatThrownBy(missing::await)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("text 3");
    }

    @Test
    void tokensAreEstimatedUntilTheTextIsTokenized() {
        TextTask<String> text = TextTask.of(Job.ofManyTexts(), 0, "x".repeat(10_000), inference);
        assertThat(text.windowTokens()).isEqualTo(512);
        assertThat(text.tokensFrom(0)).isEqualTo(2500);
        assertThat(TextTask.of(Job.ofManyTexts(), 0, "", inference).tokensFrom(0))
                .isEqualTo(2);

        text.tokenize();

        assertThat(text.windowTokens()).isEqualTo(2);
        assertThat(text.tokensFrom(4990)).isEqualTo(20);
    }
}
