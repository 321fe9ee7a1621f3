package io.github.emotions4j.onnx.internal.scheduling;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import java.util.List;

/**
 * Texts that are their own tokens, one per character. The score depends on all windows and on their order.
 *
 * <p>Thread-safe.
 */
class FakeInference implements BatchInference<String> {

    static final Thresholds ONE_LABEL = Thresholds.constant(LabelSet.of("joy"), 0.5);

    private final BatchLimits limits;
    private final int maxWindowTokens;

    FakeInference(BatchLimits limits, int maxWindowTokens) {
        this.limits = limits;
        this.maxWindowTokens = maxWindowTokens;
    }

    /** Texts of one window, each in a batch of its own. */
    static FakeInference oneByOne() {
        return new FakeInference(BatchLimits.ONE_BY_ONE, Integer.MAX_VALUE);
    }

    @Override
    public String tokenize(String text) {
        return text;
    }

    @Override
    public int windowCount(String text) {
        return text.isEmpty() ? 1 : 1 + (text.length() - 1) / maxWindowTokens;
    }

    @Override
    public int windowTokens(String text) {
        return Math.min(text.length(), maxWindowTokens);
    }

    @Override
    public BatchLimits limits() {
        return limits;
    }

    @Override
    public List<float[]> logits(List<Window<String>> batch) {
        return batch.stream().map(window -> new float[] {logit(window)}).toList();
    }

    /** In [0, 1), from the text and the window alone. */
    float logit(Window<String> window) {
        int hash = (31 * window.text().hashCode() + window.index()) * 0x9E3779B1;
        return (hash >>> 8) / (float) (1 << 24);
    }

    @Override
    public WindowScores newScores(String text) {
        return new OrderedMean();
    }

    @Override
    public Scores classifyAlone(String text) {
        WindowScores scores = newScores(text);
        for (int window = 0; window < windowCount(text); window++) {
            scores.add(new float[] {logit(new Window<>(text, window))});
        }
        return scores.scores();
    }

    /** Later windows weigh more, so the order matters. */
    private static final class OrderedMean implements WindowScores {

        private float pooled;
        private int windows;

        @Override
        public void add(float[] logits) {
            if (Float.isNaN(logits[0])) {
                throw new InferenceException("window " + windows + " is NaN");
            }
            windows++;
            pooled = (pooled + logits[0]) / 2;
        }

        @Override
        public Scores scores() {
            return Scores.of(ONE_LABEL, new float[] {pooled}).inWindows(windows);
        }
    }
}
