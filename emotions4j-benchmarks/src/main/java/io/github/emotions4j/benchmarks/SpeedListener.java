package io.github.emotions4j.benchmarks;

/** Hears how far a measurement is. */
@FunctionalInterface
public interface SpeedListener {

    /**
     * A step begins.
     *
     * @param fraction what is done of all steps, from 0 to 1
     * @param step what begins, such as {@code warming up}
     */
    void begins(double fraction, String step);
}
