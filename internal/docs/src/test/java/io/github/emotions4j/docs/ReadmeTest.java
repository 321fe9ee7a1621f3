package io.github.emotions4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What holds for README as a whole. */
class ReadmeTest {

    @Test
    void isOnePage() {
        assertThat(Documents.readme().proseWords()).isBetween(400L, 600L);
    }

    @Test
    void namesTheFirstCommandAndTheBuild() {
        assertThat(String.join("\n", Documents.lines(Path.of("README.md"))))
                .contains("./emotions classify \"I am not having a great day\"")
                .contains("mvn verify");
    }
}
