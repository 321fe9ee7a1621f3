package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.internal.protocol.PlainErrors;
import io.github.emotions4j.server.internal.routing.ErrorKind;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Writes the errors that Jetty itself finds, such as headers that are too long, as {@code {"error": "message"}}. The
 * messages of Jetty can quote the request, so they are not used.
 */
final class JsonErrorHandler extends ErrorHandler {

    private static final PlainErrors ERRORS = new PlainErrors();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        byte[] body = body(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put(RequestIds.HEADER, RequestIds.of(request));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static byte[] body(int status) {
        return ERRORS.error(ErrorKind.INTERNAL, HttpStatus.getMessage(status)).body();
    }
}
