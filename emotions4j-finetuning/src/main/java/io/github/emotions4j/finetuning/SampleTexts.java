package io.github.emotions4j.finetuning;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Some dozens of everyday English texts for comparing two graphs. Stateless and thread-safe. */
final class SampleTexts {

    private static final String RESOURCE = "sample-texts.txt";

    private SampleTexts() {}

    /**
     * Reads the texts, which are part of this module.
     *
     * @return some dozens of texts
     * @throws IOException if reading fails
     */
    static List<String> load() throws IOException {
        try (InputStream stream = SampleTexts.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(stream, RESOURCE).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
