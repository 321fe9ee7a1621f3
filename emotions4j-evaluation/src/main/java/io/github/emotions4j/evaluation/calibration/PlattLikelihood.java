package io.github.emotions4j.evaluation.calibration;

import io.github.emotions4j.evaluation.internal.LogOdds;

/**
 * The negative log-likelihood of one label's true values with the priors of {@link PlattFit}, a convex function of
 * scale and offset, and its minimum. Immutable and thread-safe.
 */
final class PlattLikelihood {

    private static final int MAX_STEPS = 100;
    private static final double PRECISION = 1e-12;
    private static final double SMALLEST_STEP = 1e-10;

    private final boolean[] truth;
    private final double[] logits;
    private final PlattFit prior;

    /**
     * Keeps the arrays of one label, shapes {@code [examples]}, without copying them; both true and false must occur.
     */
    PlattLikelihood(boolean[] truth, double[] logits, PlattFit prior) {
        this.truth = truth;
        this.logits = logits;
        this.prior = prior;
    }

    /** The minimum among scales of at least {@link PlattFit#LEAST_SCALE}. */
    PlattScaling.Line best() {
        Point free = minimum(new Point(1, 0), true);
        Point best = free.scale() >= PlattFit.LEAST_SCALE ? free : minimum(new Point(PlattFit.LEAST_SCALE, 0), false);
        return new PlattScaling.Line(best.scale(), best.offset());
    }

    /** Scale and offset during the search; the scale may have any sign. */
    private record Point(double scale, double offset) {

        Point minus(double share, Point step) {
            return new Point(scale - share * step.scale, offset - share * step.offset);
        }

        double size() {
            return Math.abs(scale) + Math.abs(offset);
        }
    }

    private Point minimum(Point start, boolean movesScale) {
        Point point = start;
        for (int count = 0; count < MAX_STEPS; count++) {
            Point step = newtonStep(point, movesScale);
            double share = shareThatDescends(point, step);
            point = point.minus(share, step);
            if (share * step.size() <= PRECISION * (1 + point.size())) {
                break;
            }
        }
        return point;
    }

    // A whole step may overshoot where the logistic curve is flat.
    private double shareThatDescends(Point point, Point step) {
        double here = value(point);
        double share = 1;
        while (value(point.minus(share, step)) > here) {
            share /= 2;
            if (share < SMALLEST_STEP) {
                return 0;
            }
        }
        return share;
    }

    private double value(Point point) {
        double sum = 0;
        for (int example = 0; example < logits.length; example++) {
            double logit = point.scale() * logits[example] + point.offset();
            double signed = truth[example] ? -logit : logit;
            sum += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
        }
        double fromOne = point.scale() - 1;
        return sum
                + prior.scaleStrength() * fromOne * fromOne / 2
                + prior.offsetStrength() * point.offset() * point.offset() / 2;
    }

    /** The inverse Hessian times the gradient. */
    private Point newtonStep(Point point, boolean movesScale) {
        double scaleSlope = prior.scaleStrength() * (point.scale() - 1);
        double offsetSlope = prior.offsetStrength() * point.offset();
        double scaleBend = prior.scaleStrength();
        double offsetBend = prior.offsetStrength();
        double mixedBend = 0;
        for (int example = 0; example < logits.length; example++) {
            double logit = logits[example];
            double probability = LogOdds.toProbability(point.scale() * logit + point.offset());
            double residual = probability - (truth[example] ? 1 : 0);
            double weight = probability * (1 - probability);
            scaleSlope += residual * logit;
            offsetSlope += residual;
            scaleBend += weight * logit * logit;
            offsetBend += weight;
            mixedBend += weight * logit;
        }
        if (!movesScale) {
            return new Point(0, offsetSlope / offsetBend);
        }
        double determinant = scaleBend * offsetBend - mixedBend * mixedBend;
        return new Point(
                (offsetBend * scaleSlope - mixedBend * offsetSlope) / determinant,
                (scaleBend * offsetSlope - mixedBend * scaleSlope) / determinant);
    }
}
