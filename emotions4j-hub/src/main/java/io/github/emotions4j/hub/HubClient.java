package io.github.emotions4j.hub;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Sends the requests for one model: list of files, metadata and content of a file. Thread-safe. */
final class HubClient {

    private static final int MAX_LISTING_BYTES = 64 << 20;

    private final HubHttp http;
    private final URI endpoint;
    private final HubModelId id;
    private final RetryPolicy retryPolicy;

    HubClient(HubHttp http, URI endpoint, HubModelId id, RetryPolicy retryPolicy) {
        this.http = http;
        this.endpoint = endpoint;
        this.id = id;
        this.retryPolicy = retryPolicy;
    }

    HubClient withAttempts(int attempts) {
        return new HubClient(http, endpoint, id, retryPolicy.withAttempts(attempts));
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /**
     * Lists the files at the id's revision.
     *
     * @throws TransientHubException if the hub cannot be reached
     * @throws HubException if it refuses the request
     */
    HubListing list() throws IOException {
        URI address = WebAddress.below(
                endpoint,
                "api/models/" + WebAddress.path(id.name()) + "/revision/" + WebAddress.segment(id.revision()));
        return retryPolicy.run(() -> {
            try (HubResponse response = send("GET", address, Map.of())) {
                byte[] json = response.body().readNBytes(MAX_LISTING_BYTES + 1);
                if (json.length > MAX_LISTING_BYTES) {
                    throw new HubException("found more than " + MAX_LISTING_BYTES + " bytes from "
                            + WebAddress.shown(address) + ", expected a list of files");
                }
                return HubListing.parse(json, WebAddress.shown(address));
            }
        });
    }

    /**
     * Requests a file's size and content hash.
     *
     * @throws TransientHubException if the hub cannot be reached
     * @throws HubException if it refuses the request, or responds for another commit
     */
    FileMetadata metadata(String commit, String name) throws IOException {
        FileMetadata found = retryPolicy.run(() -> {
            try (HubResponse response = send("HEAD", address(commit, name), Map.of())) {
                return FileMetadata.of(name, response);
            }
        });
        if (!found.commit().equals(commit)) {
            throw new HubException(
                    "found commit " + found.commit() + " of " + name + ", expected " + commit + " of " + id);
        }
        return found;
    }

    /** Requests the bytes of a file from {@code start} on, in one attempt. The caller closes the response. */
    HubResponse open(FileMetadata file, long start) throws IOException {
        Map<String, String> headers = start == 0 ? Map.of() : Map.of("Range", "bytes=" + start + "-");
        return send("GET", address(file.commit(), file.name()), headers);
    }

    private URI address(String commit, String name) {
        return WebAddress.below(
                endpoint, WebAddress.path(id.name()) + "/resolve/" + commit + "/" + WebAddress.path(name));
    }

    private HubResponse send(String method, URI address, Map<String, String> headers) throws IOException {
        try {
            return http.send(method, address, headers, response -> method.equals("HEAD") && isMetadata(response));
        } catch (HubException refused) {
            throw new HubException("cannot get " + id + ": " + refused.getMessage(), refused);
        }
    }

    // A redirect to another server leads to the bytes; the redirect itself has the metadata headers.
    private boolean isMetadata(HubResponse redirect) {
        return redirect.headerOrOfRedirect("X-Repo-Commit").isPresent()
                && !WebAddress.isSameOrigin(endpoint, redirect.target());
    }
}
