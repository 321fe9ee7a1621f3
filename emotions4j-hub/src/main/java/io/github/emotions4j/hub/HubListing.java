package io.github.emotions4j.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.hub.FileChooser.Presence;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which files a model has at a commit.
 *
 * @param commit the commit that the revision is at
 * @param names the names as the hub gives them, unchecked: only names that are asked for matter
 */
record HubListing(String commit, Set<String> names) {

    private static final ObjectMapper JSON = new ObjectMapper();

    HubListing {
        names = Set.copyOf(names);
    }

    /**
     * Parses what {@code /api/models/ORG/NAME/revision/REVISION} answers.
     *
     * @param json an object with {@code sha} and {@code siblings[].rfilename}
     * @param source where it is from, for errors
     * @throws HubException if it is something else
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
