package io.github.emotions4j.hub;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Asks the hub about one model. Thread-safe. */
final class HubClient {

    private static final int LONGEST_LISTING = 64 << 20;

    private final HubHttp http;
    private final URI endpoint;
    private final HubModelId id;
    private final RetryPolicy retries;

    HubClient(HubHttp http, URI endpoint, HubModelId id, RetryPolicy retries) {
        this.http = http;
        this.endpoint = endpoint;
        this.id = id;
        this.retries = retries;
    }

    HubClient withAttempts(int attempts) {
        return new HubClient(http, endpoint, id, retries.withAttempts(attempts));
    }

    RetryPolicy retries() {
        return retries;
    }

    /**
     * Lists the files at the id's revision.
     *
     * @throws TransientHubException if the hub cannot be reached
     * @throws HubException if it refuses
     */
    HubListing list() throws IOException {
        URI address = WebAddress.below(
                endpoint,
                "api/models/" + WebAddress.path(id.name()) + "/revision/" + WebAddress.segment(id.revision()));
        return retries.run(() -> {
            try (HubResponse answer = send("GET", address, Map.of())) {
                byte[] json = answer.body().readNBytes(LONGEST_LISTING + 1);
                if (json.length > LONGEST_LISTING) {
                    throw new HubException("found more than " + LONGEST_LISTING + " bytes from "
                            + WebAddress.shown(address) + ", expected a list of files");
                }
                return HubListing.parse(json, WebAddress.shown(address));
            }
        });
    }

    /**
     * Asks for a file's size and content hash.
     *
     * @throws TransientHubException if the hub cannot be reached
     * @throws HubException if it refuses or answers with another commit's file
     */
    FileMetadata metadata(String commit, String name) throws IOException {
        FileMetadata found = retries.run(() -> {
            try (HubResponse answer = send("HEAD", address(commit, name), Map.of())) {
                return FileMetadata.of(name, answer);
            }
        });
        if (!found.commit().equals(commit)) {
            throw new HubException(
                    "found commit " + found.commit() + " of " + name + ", expected " + commit + " of " + id);
        }
        return found;
    }

    /** Starts to fetch a file from a byte on; one attempt. The caller closes the answer. */
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
            return http.send(method, address, headers, answer -> method.equals("HEAD") && isMetadata(answer));
        } catch (HubException refused) {
            throw new HubException("cannot get " + id + ": " + refused.getMessage(), refused);
        }
    }

    // A redirect that leaves the hub leads to the bytes; what is to be known of them stands in the redirect.
    private boolean isMetadata(HubResponse redirect) {
        return redirect.headerOnTheWay("X-Repo-Commit").isPresent()
                && !WebAddress.isSameOrigin(endpoint, redirect.target());
    }
}
