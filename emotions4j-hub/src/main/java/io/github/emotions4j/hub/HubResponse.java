package io.github.emotions4j.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP response; {@link #close()} discards what is left of the body. */
final class HubResponse implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final URI address;
    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final @Nullable HubResponse redirect;

    /**
     * Makes a response.
     *
     * @param address the requested address
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body; closed with the response
     * @param redirect the response that redirected here, or null
     */
    HubResponse(URI address, int status, HttpHeaders headers, InputStream body, @Nullable HubResponse redirect) {
        this.address = address;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.redirect = redirect;
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

    /** A header of this response, or, if it has none, of the redirects before it. */
    Optional<String> headerOrOfRedirect(String name) {
        Optional<String> own = header(name);
        return own.isPresent() || redirect == null ? own : redirect.headerOrOfRedirect(name);
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status);
    }

    /**
     * The target of this redirect.
     *
     * @throws HubException if there is no {@code Location}, it is no HTTP address, or it leads from https to http
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
                    "found a redirect from " + WebAddress.shown(address) + " to a location that is no address",
                    noAddress);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
