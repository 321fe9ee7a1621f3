package io.github.emotions4j.export.check;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import org.jspecify.annotations.Nullable;

/** Sums up the differences between two rows of logits after another. Not thread-safe. */
final class ParityDifferences {

    private final LabelSet labels;
    private final String source;
    private int textCount;
    private double logitSum;
    private double scoreSum;
    private double worstScore;
    private ParityReport.@Nullable Worst worst;

    ParityDifferences(LabelSet labels, String source) {
        this.labels = labels;
        this.source = source;
    }

    void add(String text, float[] expected, float[] found) {
        requireOnePerLabel(expected, "the reference");
        requireOnePerLabel(found, source);
        textCount++;
        for (int label = 0; label < found.length; label++) {
            requireFinite(expected[label], "the reference", text, label);
            requireFinite(found[label], source, text, label);
            add(new ParityReport.Worst(text, labels.name(label), expected[label], found[label]));
        }
    }

    ParityReport report() {
        if (worst == null) {
            throw new IllegalArgumentException("found no text, expected at least one to compare " + source);
        }
        double count = (double) textCount * labels.size();
        return new ParityReport(textCount, logitSum / count, worstScore, scoreSum / count, worst, source);
    }

    private void add(ParityReport.Worst pair) {
        double score = Math.abs(sigmoid(pair.found()) - sigmoid(pair.expected()));
        logitSum += pair.difference();
        scoreSum += score;
        worstScore = Math.max(worstScore, score);
        if (worst == null || pair.difference() > worst.difference()) {
            worst = pair;
        }
    }

    private void requireOnePerLabel(float[] logits, String from) {
        if (logits.length != labels.size()) {
            throw new ModelFormatException("found " + logits.length + " logits, expected one for each of "
                    + labels.size() + " labels from " + from);
        }
    }

    private void requireFinite(float logit, String from, String text, int label) {
        if (!Float.isFinite(logit)) {
            throw new InferenceException("logit of label '" + labels.name(label) + "' is " + logit
                    + ", expected a finite number for text '" + text + "' from " + from);
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
