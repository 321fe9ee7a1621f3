package io.github.emotions4j.benchmarks.peers;

/** A program that runs models; each has one process per model. */
public enum Tool {
    /** This library. */
    EMOTIONS4J("emotions4j"),

    /** {@code peers/python/peer.py}. */
    PYTHON("transformers, Optimum and ONNX Runtime in Python"),

    /** {@code peers/node/peer.mjs}. */
    NODE("transformers.js in Node.js"),

    /** {@code peers/djl}. */
    DJL("DJL");

    private final String displayName;

    Tool(String displayName) {
        this.displayName = displayName;
    }

    @Override
    public String toString() {
        return displayName;
    }
}
