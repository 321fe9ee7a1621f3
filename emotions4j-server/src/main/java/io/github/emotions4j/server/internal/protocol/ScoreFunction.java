package io.github.emotions4j.server.internal.protocol;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** From the probabilities of the model to the scores that a client asks for. */
public enum ScoreFunction {
    /** One independent probability per label, as the model was trained. */
    SIGMOID {
        @Override
        double[] apply(float[] probabilities) {
            double[] values = new double[probabilities.length];
            Arrays.setAll(values, id -> probabilities[id]);
            return values;
        }
    },
    /** Probabilities that sum to 1. */
    SOFTMAX {
        @Override
        double[] apply(float[] probabilities) {
            double[] values = NONE.apply(probabilities);
            double highest = Arrays.stream(values).max().orElse(0);
            double sum = Arrays.stream(values)
                    .map(logit -> Math.exp(logit - highest))
                    .sum();
            Arrays.setAll(values, id -> Math.exp(values[id] - highest) / sum);
            return values;
        }
    },
    /** Logits, computed back from the probabilities. */
    NONE {
        @Override
        double[] apply(float[] probabilities) {
            double[] values = new double[probabilities.length];
            Arrays.setAll(values, id -> logit(probabilities[id]));
            return values;
        }
    };

    // Keeps logits finite where rounding to float gave 0 or 1.
    private static final double HIGHEST = 1 - 0x1p-25;

    /**
     * A label with its score.
     *
     * @param id the id of the label
     * @param label the name of the label
     * @param score what the function gave, finite
     */
    public record Entry(int id, String label, double score) {}

    abstract double[] apply(float[] probabilities);

    /** All labels by descending score; labels with equal scores keep their order. */
    public List<Entry> ranked(Scores scores) {
        double[] values = apply(scores.toArray());
        return IntStream.range(0, values.length)
                .mapToObj(id -> new Entry(id, scores.labels().name(id), values[id]))
                .sorted(Comparator.comparingDouble(Entry::score).reversed())
                .toList();
    }

    /**
     * The function with a name.
     *
     * @param place the path of the field in the body
     * @param name such as {@code sigmoid}
     */
    public static ScoreFunction named(String place, String name) {
        for (ScoreFunction function : values()) {
            if (function.name().toLowerCase(Locale.ROOT).equals(name)) {
                return function;
            }
        }
        throw new RequestException(
                ErrorKind.INVALID, "'" + place + "' has an unknown value, expected sigmoid, softmax or none");
    }

    private static double logit(float probability) {
        double inside = Math.min(Math.max(probability, Float.MIN_VALUE), HIGHEST);
        return Math.log(inside / (1 - inside));
    }
}
