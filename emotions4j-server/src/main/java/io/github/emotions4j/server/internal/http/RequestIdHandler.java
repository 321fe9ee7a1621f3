package io.github.emotions4j.server.internal.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives every response its request id, those of other handlers too. Thread-safe. */
final class RequestIdHandler extends Handler.Wrapper {

    RequestIdHandler(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put(RequestIds.HEADER, RequestIds.of(request));
        return super.handle(request, response, callback);
    }
}
