package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.internal.routing.ErrorKind;

/** Is told of all requests, in the threads that end them. Thread-safe. */
public interface RequestEvents {

    /** A request has ended. */
    void ended(AccessLog.Entry entry);

    /** A request got an error of this kind. */
    void refused(ErrorKind kind);
}
