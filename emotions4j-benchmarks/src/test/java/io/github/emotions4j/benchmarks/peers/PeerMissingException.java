package io.github.emotions4j.benchmarks.peers;

/** A peer cannot run; the message is the reason, as results name it. */
final class PeerMissingException extends Exception {

    private static final long serialVersionUID = 1;

    PeerMissingException(String reason) {
        super(reason);
    }

    PeerMissingException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The reason. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
