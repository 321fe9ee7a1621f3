package io.github.emotions4j.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ScaleMeasurementTest {

    private final Path folder;
    private final List<String> messages = new ArrayList<>();

    ScaleMeasurementTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** A launcher that prints the file it is given, its third argument. */
    private void launcher(String script) throws IOException {
        Path file = Files.writeString(
                folder.resolve("emotions"),
                "#!/bin/sh\n[ \"$1\" != --version ] || { echo 1; exit; }\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private JsonNode run(long... counts) throws IOException {
        Path result = folder.resolve("scale.json");
        List<Long> all = java.util.Arrays.stream(counts).boxed().toList();
        ScaleMeasurement.run(folder, folder.resolve("work"), List.of("a", "b", "c"), all, result, messages::add);
        return new ObjectMapper().readTree(result.toFile());
    }

    @Test
    void countsResultsAndWatchesMemory() throws IOException {
        launcher("cat \"$3\"; sleep 1.2");

        JsonNode runs = run(7, 20_000).get("runs");

        assertThat(runs).hasSize(2);
        assertThat(runs.get(1).get("texts").intValue()).isEqualTo(20_000);
        assertThat(runs.get(1).get("seconds").doubleValue()).isGreaterThan(1.2);
        assertThat(runs.get(1).get("residentMb").get(0).doubleValue()).isPositive();
        assertThat(runs.get(1).get("peakResidentMb").doubleValue()).isPositive();
        assertThat(messages).hasSize(3);
        assertThat(messages.get(1)).startsWith("7 texts: ");
        assertThat(folder.resolve("work")).isDirectoryNotContaining("glob:**texts-*");
    }

    @Test
    void aRunThatLosesTextsFails() throws IOException {
        launcher("head -n 2 \"$3\"; echo 'out of memory' >&2; exit 1");

        assertThatThrownBy(() -> run(7))
                .isInstanceOf(IOException.class)
                .hasMessage("emotions classify ended with exit code 1 after 2 of 7 texts: out of memory");
    }

    @Test
    void growthCountsFromTheFirstMinute() {
        List<Double> memory = new ArrayList<>(java.util.Collections.nCopies(60, 100.0));
        memory.addAll(List.of(150.0, 155.0, 152.0));

        assertThat(new ScaleRun(1, 63, 1, memory, 155).growthAfterFirstMinuteMb())
                .isEqualTo(2);
        assertThat(new ScaleRun(1, 9, 1, List.of(100.0, 120.0), 120).growthAfterFirstMinuteMb())
                .isZero();
    }
}
