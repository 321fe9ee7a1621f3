package io.github.emotions4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A few everyday texts on which two graphs are compared. */
final class SampleTexts {

    private static final String RESOURCE = "sample-texts.txt";

    private SampleTexts() {}

    static List<String> load() throws IOException {
        try (InputStream stream = SampleTexts.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(stream, RESOURCE).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
