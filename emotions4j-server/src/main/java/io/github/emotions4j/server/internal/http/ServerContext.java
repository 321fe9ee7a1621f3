package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.internal.inference.TokenQueue;
import io.github.emotions4j.server.internal.routing.ErrorFormat;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;

/**
 * What all requests share.
 *
 * <p>Thread-safe, as its parts are.
 *
 * @param errors writes errors of unknown paths
 * @param bodies reads bodies
 * @param timer ends requests that take too long
 * @param timeout the deadline of a request, from its headers on
 * @param queue says when a refused client may come again
 * @param access the key and the threads
 */
record ServerContext(
        ErrorFormat errors, BodyReader bodies, RequestTimer timer, Duration timeout, TokenQueue queue, Access access) {

    /**
     * Who may call the server, in which threads, and who is told of refusals.
     *
     * @param key empty where the server is open
     * @param threads answer requests
     * @param refusals is told why a request got an error
     */
    record Access(Optional<ApiKey> key, Executor threads, Consumer<ErrorKind> refusals) {}

    boolean isAuthorized(HttpFields headers) {
        return access.key().map(key -> key.isIn(headers)).orElse(true);
    }

    void execute(Runnable answer, Runnable refused) {
        try {
            access.threads().execute(answer);
        } catch (RejectedExecutionException full) {
            refused.run();
        }
    }

    void refused(ErrorKind kind) {
        access.refusals().accept(kind);
    }

    int retryAfterSeconds() {
        return queue.retryAfterSeconds();
    }
}
