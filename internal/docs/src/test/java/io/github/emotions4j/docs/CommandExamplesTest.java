package io.github.emotions4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.emotions4j.cli.DocumentedCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The calls of {@code ./emotions} in README, guides and laboratory. */
class CommandExamplesTest {

    @Test
    void everyCommandParses() {
        List<ShellExample> examples = Stream.of(List.of(Documents.readme()), Documents.guides(), Documents.laboratory())
                .flatMap(List::stream)
                .flatMap(document -> ShellExample.in(document).stream())
                .toList();

        assertThat(examples).hasSizeGreaterThan(30);
        for (ShellExample example : examples) {
            assertThatCode(() -> new DocumentedCommand("").parse(example.arguments()))
                    .as("%s: ./emotions %s", example.where(), String.join(" ", example.arguments()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyShownOutputIsWhatTheCommandPrints() {
        List<ShellExample> examples = Stream.concat(Stream.of(Documents.readme()), Documents.guides().stream())
                .flatMap(document -> ShellExample.withOutput(document).stream())
                .toList();

        assertThat(examples).hasSizeGreaterThan(1);
        for (ShellExample example : examples) {
            String printed = new DocumentedCommand(example.input()).run(example.arguments());
            ShownOutput.assertShown(example.where(), printed, String.join("\n", example.output()));
        }
    }
}
