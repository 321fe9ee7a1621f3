package io.github.emotions4j.core.internal;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * English texts as people write them under posts, one to sixty words long, mostly about a dozen: to measure speed with,
 * and how large activations get.
 *
 * <p>Stateless and thread-safe.
 */
public final class SampleComments {

    private static final String RESOURCE = "comments.txt";

    private SampleComments() {}

    /**
     * Reads the texts.
     *
     * @return the texts, always the same ones in the same order
     * @throws IOException if the resource is missing
     */
    public static List<String> load() throws IOException {
        try (InputStream content = SampleComments.class.getResourceAsStream(RESOURCE)) {
            if (content == null) {
                throw new FileNotFoundException("no resource " + RESOURCE + ", expected the sample comments");
            }
            return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        }
    }
}
