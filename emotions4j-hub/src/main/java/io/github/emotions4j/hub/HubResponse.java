package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server answered; the body is read or thrown away by {@link #close()}. */
final class HubResponse implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final URI address;
    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final @Nullable HubResponse earlier;

    /**
     * Keeps an answer.
     *
     * @param address what was asked
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body, closed with this
     * @param earlier the redirect that led here, or null
     */
    HubResponse(URI address, int status, HttpHeaders headers, InputStream body, @Nullable HubResponse earlier) {
        this.address = address;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.earlier = earlier;
    }

    URI address() {
        return address;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    InputStream body() {
        return body;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** A header of this answer or, where it has none, of the redirects that led to it. */
    Optional<String> headerOnTheWay(String name) {
        Optional<String> own = header(name);
        return own.isPresent() || earlier == null ? own : earlier.headerOnTheWay(name);
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status);
    }

    /**
     * Where a redirect leads.
     *
     * @throws HubException if it leads nowhere, to another kind of address, or from https to http
     */
    URI target() {
        String location = header("Location").orElse("");
        URI target = resolve(location);
        if (location.isEmpty() || !WebAddress.isOfServer(target)) {
            throw new HubException("found a redirect from " + WebAddress.shown(address) + " to "
                    + WebAddress.shown(target) + ", expected one to an address with http or https");
        }
        if (WebAddress.isDowngrade(address, target)) {
            throw new HubException("found a redirect from " + WebAddress.shown(address) + " to "
                    + WebAddress.shown(target) + ", expected one that keeps https");
        }
        return target;
    }

    private URI resolve(String location) {
        try {
            return address.resolve(location);
        } catch (IllegalArgumentException noAddress) {
            throw new HubException(
                    "found a redirect from " + WebAddress.shown(address) + " to something else than an address",
                    noAddress);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
