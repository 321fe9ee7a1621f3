package io.github.emotions4j.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.hub.FileChooser.Presence;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The files of a model at a commit.
 *
 * @param commit the commit of the requested revision
 * @param names the file names as the hub lists them, not validated: only names that are requested matter
 */
record HubListing(String commit, Set<String> names) {

    private static final ObjectMapper JSON = new ObjectMapper();

    HubListing {
        names = Set.copyOf(names);
    }

    /**
     * Parses the response of {@code /api/models/ORG/NAME/revision/REVISION}.
     *
     * @param json an object with {@code sha} and {@code siblings[].rfilename}
     * @param source the address, for errors
     * @throws HubException if the JSON is malformed or lacks these fields
     */
    static HubListing parse(byte[] json, String source) throws IOException {
        JsonNode root = read(json, source);
        String commit = root.path("sha").asText();
        JsonNode siblings = root.path("siblings");
        if (!HubModelId.isCommit(commit) || !siblings.isArray()) {
            throw new HubException("found no commit in 'sha' or no list in 'siblings' of " + source
                    + ", expected the hub's description of a model");
        }
        Set<String> names = new LinkedHashSet<>();
        siblings.forEach(sibling -> names.add(sibling.path("rfilename").asText()));
        return new HubListing(commit, names);
    }

    private static JsonNode read(byte[] json, String source) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new HubException(
                    "found no JSON in " + source + ", expected the hub's description of a model", noJson);
        }
    }

    Presence presence(String name) {
        return names.contains(name) ? Presence.PRESENT : Presence.ABSENT;
    }
}
