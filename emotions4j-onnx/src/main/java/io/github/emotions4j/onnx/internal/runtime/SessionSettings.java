package io.github.emotions4j.onnx.internal.runtime;

/**
 * What an ONNX Runtime session is configured with.
 *
 * @param intraOpThreads threads that share the work of one run, the calling thread included, at least 1
 * @param exactInt8Kernel whether INT8 products run in a kernel that cannot saturate ({@code session.x64quantprecision})
 */
public record SessionSettings(int intraOpThreads, boolean exactInt8Kernel) {

    /** Runs take the calling thread alone, INT8 products the fastest kernel. */
    public static final SessionSettings ONE_THREAD = new SessionSettings(1, false);

    /**
     * The same kernel, with the calling thread alone.
     *
     * @return these settings with one intra-op thread
     */
    public SessionSettings withOneThread() {
        return new SessionSettings(1, exactInt8Kernel);
    }
}
