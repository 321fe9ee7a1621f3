package io.github.emotions4j.server.internal.http;

import io.github.emotions4j.server.internal.routing.ErrorKind;
import io.github.emotions4j.server.internal.routing.RequestException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;

/**
 * Reads the body of a request whole, without holding a thread while the client sends it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param maxBytes the longest body, also after it was inflated
 * @param timeout the longest time from the headers to the end of the body
 * @param largeBodies bounds how many large bodies are read and answered at the same time
 */
record BodyReader(int maxBytes, Duration timeout, LargeBodies largeBodies) {

    /**
     * Begins to read.
     *
     * @param arrived gets the bytes as they came; it follows in any thread
     * @param failed gets a {@link RequestException} for a body that is announced too long, or for a large one beside
     *     too many others, an {@link IllegalStateException} for one that gets too long, a
     *     {@link java.util.concurrent.TimeoutException} or the failure of the connection
     */
    @SuppressWarnings("FutureReturnValueIgnored") // both ways lead to a consumer
    void read(Request request, Consumer<byte[]> arrived, Consumer<Throwable> failed) {
        if (request.getLength() > maxBytes) {
            failed.accept(tooLong());
            return;
        }
        if (!largeBodies.enter(request, maxBytes)) {
            failed.accept(new RequestException(
                    ErrorKind.OVERLOADED, "too many large bodies at once, try again after the seconds in Retry-After"));
            return;
        }
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(request, maxBytes + 1, Promise.Invocable.toPromise(body));
        body.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((bytes, failure) -> {
            if (failure == null) {
                arrived.accept(bytes);
            } else {
                failed.accept(failure);
            }
        });
    }

    /**
     * Undoes the encoding of a body.
     *
     * @throws RequestException if it is too long, damaged or in another encoding than gzip
     */
    byte[] decode(Request request, byte[] body) {
        if (body.length > maxBytes) {
            throw tooLong();
        }
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return body;
        }
        if (!encoding.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
            throw new RequestException(
                    ErrorKind.UNSUPPORTED, "found another Content-Encoding, expected gzip or identity");
        }
        return inflate(body);
    }

    private byte[] inflate(byte[] body) {
        try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = inflated.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw tooLong();
            }
            return bytes;
        } catch (ZipException | EOFException damaged) {
            throw new RequestException(ErrorKind.MALFORMED, "the body is damaged, expected gzip", damaged);
        } catch (IOException damaged) {
            throw new RequestException(ErrorKind.MALFORMED, "the body cannot be inflated, expected gzip", damaged);
        }
    }

    RequestException tooLong() {
        return new RequestException(
                ErrorKind.TOO_LARGE, "the body is too long, expected at most " + maxBytes + " bytes");
    }
}
