package io.github.emotions4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.emotions4j.modelfolder.ThresholdsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Three texts with the labels joy; love; sadness. {@link FakeClassifier} scores them joy 0.5; joy 0.3 and love 0.2;
 * zero for all labels.
 */
final class ThreeTexts {

    private static final String DATA = "jjjjj\t0\ta\njjj ll\t1\tb\nx\t2\tc\n";

    private ThreeTexts() {}

    static Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("three.tsv"), DATA);
    }

    static JsonNode evaluate(Path data, String... options) throws IOException {
        String[] command = {"evaluate", "--data", data.toString(), "--format", "json"};
        CommandRun run = new CommandRun().run(concat(command, options));
        assertThat(run.exitCode()).as(run.error()).isZero();
        return new ObjectMapper().readTree(run.output());
    }

    static String[] concat(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    static ThresholdsFile thresholds(String dataSha256) {
        List<ThresholdsFile.Entry> entries = new FakeClassifier()
                .labels().names().stream()
                        .map(label -> new ThresholdsFile.Entry(label, 0.25, 1, 1))
                        .toList();
        return new ThresholdsFile("f1", "three", dataSha256, entries);
    }
}
