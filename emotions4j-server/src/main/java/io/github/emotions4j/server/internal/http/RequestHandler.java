package io.github.emotions4j.server.internal.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Leads requests to the routes. Thread-safe. */
final class RequestHandler extends Handler.Abstract.NonBlocking {

    /** The attribute of a request that holds the path of its route. */
    static final String ROUTE = "io.github.emotions4j.server.route";

    private final ServerContext server;
    private final Router router;

    RequestHandler(ServerContext server, Router router) {
        this.server = server;
        this.router = router;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Exchange(server, request, response, callback).begin(router);
        return true;
    }
}
