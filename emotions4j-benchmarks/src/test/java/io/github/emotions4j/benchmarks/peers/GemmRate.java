package io.github.emotions4j.benchmarks.peers;

/**
 * How fast this machine multiplies matrices of one shape, over all workers.
 *
 * @param kind {@code FP32}, {@code INT8} or {@code DYNAMIC_INT8}, as in {@link GemmGraph.Kind}
 * @param rows of the activations
 * @param inner the length of the sums
 * @param columns of the weights
 * @param multiplyAddsPerSecond the fastest of its repeats, for a limit is what is sought
 */
record GemmRate(String kind, int rows, int inner, int columns, double multiplyAddsPerSecond) {

    boolean isInt8() {
        return GemmGraph.Kind.valueOf(kind).isInt8();
    }
}
