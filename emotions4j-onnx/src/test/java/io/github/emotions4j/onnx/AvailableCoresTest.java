package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailableCoresTest {

    private Path processors;

    @BeforeEach
    void makeAFolder(@TempDir Path temporary) {
        processors = temporary;
    }

    @Test
    void countsHardwareThreadsOfOneCoreOnce() throws IOException {
        processor("cpu0", "0-1");
        processor("cpu1", "0-1");
        processor("cpu2", "2-3");
        processor("cpu3", "2-3");
        Files.createDirectories(processors.resolve("cpufreq"));

        assertThat(AvailableCores.physicalCores(processors)).isEqualTo(2);
    }

    @Test
    void leavesTheCountToTheJvmWhereNothingIsListed() {
        assertThat(AvailableCores.physicalCores(processors)).isEqualTo(Integer.MAX_VALUE);
        assertThat(AvailableCores.physicalCores(processors.resolve("absent"))).isEqualTo(Integer.MAX_VALUE);
        assertThat(AvailableCores.count()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private void processor(String name, String siblings) throws IOException {
        Path topology = Files.createDirectories(processors.resolve(name).resolve("topology"));
        Files.writeString(topology.resolve("thread_siblings_list"), siblings + "\n");
    }
}
