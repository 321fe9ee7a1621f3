package io.github.emotions4j.training;

import static io.github.emotions4j.training.OptionCheck.require;

/** A loss function per label, averaged over labels and examples. Implementations are immutable and thread-safe. */
public sealed interface Loss {

    /**
     * A description for cards and logs.
     *
     * @return as in {@code binary cross-entropy with logits}
     */
    String description();

    /**
     * Binary cross-entropy with logits.
     *
     * @return the reference model card's loss
     */
    static Loss binaryCrossEntropy() {
        return new BinaryCrossEntropy(0);
    }

    /**
     * Binary cross-entropy with logits.
     *
     * @param labelSmoothing label smoothing: how far targets move towards one half, in [0, 1); 1 becomes
     *     {@code 1 - labelSmoothing / 2}
     */
    record BinaryCrossEntropy(double labelSmoothing) implements Loss {

        /**
         * Refuses a value outside its range.
         *
         * @throws IllegalArgumentException if label smoothing is outside [0, 1)
         */
        public BinaryCrossEntropy {
            require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", labelSmoothing, "in [0, 1)");
        }

        @Override
        public String description() {
            return "binary cross-entropy with logits"
                    + (labelSmoothing == 0 ? "" : ", labels smoothed by " + labelSmoothing);
        }
    }

    /**
     * Binary cross-entropy weighted by {@code (1 - p)^gamma}, where p is the probability given to the truth. Source:
     * Lin et al. 2017, Focal Loss (<a href="https://arxiv.org/abs/1708.02002">paper</a>), without its class weight.
     *
     * @param gamma the focusing parameter: how much easy pairs of text and label are down-weighted, at least 0
     */
    record Focal(double gamma) implements Loss {

        /**
         * Refuses a value outside its range.
         *
         * @throws IllegalArgumentException if gamma is below 0
         */
        public Focal {
            require(gamma >= 0 && Double.isFinite(gamma), "gamma", gamma, "at least 0");
        }

        @Override
        public String description() {
            return "focal loss, gamma " + gamma;
        }
    }

    /**
     * Focal loss with one gamma for true and one for false labels, and no loss for false labels of low probability.
     * Source: Ben-Baruch et al. 2020, Asymmetric Loss (<a href="https://arxiv.org/abs/2009.14119">paper</a>).
     *
     * @param gammaPositive gamma of true labels, at least 0
     * @param gammaNegative gamma of false labels, at least 0
     * @param margin what is taken off the probability of false labels, in [0, 1)
     */
    record Asymmetric(double gammaPositive, double gammaNegative, double margin) implements Loss {

        /**
         * Refuses values outside their ranges.
         *
         * @throws IllegalArgumentException if a value is outside its range
         */
        public Asymmetric {
            require(
                    gammaPositive >= 0 && Double.isFinite(gammaPositive),
                    "positive gamma",
                    gammaPositive,
                    "at least 0");
            require(
                    gammaNegative >= 0 && Double.isFinite(gammaNegative),
                    "negative gamma",
                    gammaNegative,
                    "at least 0");
            require(margin >= 0 && margin < 1, "margin", margin, "in [0, 1)");
        }

        @Override
        public String description() {
            return "asymmetric loss, gamma " + gammaPositive + " and " + gammaNegative + ", margin " + margin;
        }
    }
}
