package io.github.emotions4j.server.internal.routing;

/** Why a request gets no result, with the HTTP status that most clients expect. */
public enum ErrorKind {
    /** The body cannot be read at all: no JSON, malformed UTF-8. */
    MALFORMED(400),
    /** A key is required and missing or wrong. */
    UNAUTHORIZED(401),
    /** No such path or model. */
    NOT_FOUND(404),
    /** The path has other methods. */
    METHOD_NOT_ALLOWED(405),
    /** The body did not arrive in time. */
    REQUEST_TIMEOUT(408),
    /** The body, the list of texts or a text is over a limit. */
    TOO_LARGE(413),
    /** An encoding of the body that the server does not read. */
    UNSUPPORTED(415),
    /** Readable JSON with a missing field, a wrong type or a value out of range. */
    INVALID(422),
    /** The model failed. */
    INFERENCE_FAILED(424),
    /** The queue is full; the client is to come again. */
    OVERLOADED(429),
    /** A bug of the server. */
    INTERNAL(500),
    /** The server starts or stops. Only readiness answers so: clients retry it at once. */
    NOT_READY(503),
    /** The deadline passed before the texts were scored. */
    TIMED_OUT(504);

    private final int status;

    ErrorKind(int status) {
        this.status = status;
    }

    /** The HTTP status, which a protocol may replace by its own. */
    public int status() {
        return status;
    }
}
