package io.github.emotions4j.server;

import io.github.emotions4j.server.internal.http.AccessLog;
import io.github.emotions4j.server.internal.http.RequestEvents;
import io.github.emotions4j.server.internal.metrics.ServerMetrics;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import java.util.Optional;

/** Leads what happens in the server to its metrics and its access log. Thread-safe. */
record ServerEvents(ServerMetrics metrics, Optional<AccessLog> accessLog) implements RequestEvents {

    @Override
    public void ended(AccessLog.Entry entry) {
        metrics.requestEnded(entry.target().route(), entry.target().method(), entry.status(), entry.duration());
        accessLog.ifPresent(log -> log.log(entry));
    }

    @Override
    public void refused(ErrorKind kind) {
        metrics.refused(kind);
    }
}
