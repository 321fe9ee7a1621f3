package io.github.emotions4j.evaluation.metric;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The examples of a split in descending order of one label's scores. They are sorted once, so that the ranking metrics
 * of each bootstrap sample take one pass. Immutable and thread-safe.
 *
 * <p>A cell is {@code example * 4 + (true ? 2 : 0) + (last of its score ? 1 : 0)}: all that a pass needs, in one
 * number.
 */
final class RankedLabel {

    private static final int EXAMPLE_SHIFT = 2;
    private static final int IS_TRUE = 2;
    private static final int LAST_OF_SCORE = 1;

    private final int[] cells;

    private RankedLabel(int[] cells) {
        this.cells = cells;
    }

    static RankedLabel of(boolean[] truth, double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(example -> -scores[example]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] cells = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            int example = order[rank];
            boolean last = rank + 1 == order.length || scores[order[rank + 1]] != scores[example];
            cells[rank] = (example << EXAMPLE_SHIFT) + (truth[example] ? IS_TRUE : 0) + (last ? LAST_OF_SCORE : 0);
        }
        return new RankedLabel(cells);
    }

    /** The quality where each example occurs once. */
    Optional<RankingQuality> quality() {
        return quality(IntStream.generate(() -> 1).limit(cells.length).toArray());
    }

    /**
     * The metrics of a sample that holds each example as often as its weight says; empty when the label is true for
     * none or for all of them.
     *
     * @param weights how often each example occurs, shape {@code [examples]}
     */
    Optional<RankingQuality> quality(int[] weights) {
        Pass pass = new Pass();
        for (int cell : cells) {
            pass.add(weights[cell >>> EXAMPLE_SHIFT], (cell & IS_TRUE) != 0);
            if ((cell & LAST_OF_SCORE) != 0) {
                pass.endScore();
            }
        }
        return pass.quality();
    }

    /** The two areas, summed from the highest score down; a whole score at a time, since ties have no order. */
    private static final class Pass {

        private long truePositives;
        private long falsePositives;
        private long truePositivesBefore;
        private long falsePositivesBefore;
        private double precisionArea;
        private double rocArea;

        void add(int weight, boolean isTrue) {
            if (isTrue) {
                truePositives += weight;
            } else {
                falsePositives += weight;
            }
        }

        void endScore() {
            long gained = truePositives - truePositivesBefore;
            if (gained > 0) {
                precisionArea += gained * ((double) truePositives / (truePositives + falsePositives));
            }
            rocArea += (falsePositives - falsePositivesBefore) * (truePositivesBefore + truePositives) / 2.0;
            truePositivesBefore = truePositives;
            falsePositivesBefore = falsePositives;
        }

        Optional<RankingQuality> quality() {
            if (truePositives == 0 || falsePositives == 0) {
                return Optional.empty();
            }
            return Optional.of(new RankingQuality(
                    precisionArea / truePositives, rocArea / ((double) falsePositives * truePositives)));
        }
    }
}
