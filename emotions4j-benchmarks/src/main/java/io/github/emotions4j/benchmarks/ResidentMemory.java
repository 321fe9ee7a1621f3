package io.github.emotions4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The memory of a process that is in RAM, native memory included.
 *
 * @param nowBytes what it has now ({@code VmRSS})
 * @param peakBytes the most it ever had ({@code VmHWM})
 */
public record ResidentMemory(OptionalLong nowBytes, OptionalLong peakBytes) {

    /** Where the system does not say. */
    static final ResidentMemory UNKNOWN = new ResidentMemory(OptionalLong.empty(), OptionalLong.empty());

    /**
     * Asks the system about this process.
     *
     * @return its memory; empty on other systems than Linux
     */
    public static ResidentMemory ofThisProcess() {
        return of(ProcessHandle.current().pid());
    }

    /**
     * Asks the system about a process.
     *
     * @param processId its id
     * @return its memory; empty on other systems than Linux, and when there is no such process
     */
    public static ResidentMemory of(long processId) {
        try {
            Path status = Path.of("/proc", Long.toString(processId), "status");
            return Files.isReadable(status) ? parse(Files.readAllLines(status, StandardCharsets.UTF_8)) : UNKNOWN;
        } catch (IOException ended) {
            return UNKNOWN;
        }
    }

    /** Reads lines of {@code /proc/PID/status}, such as {@code VmRSS: 12345 kB}. */
    static ResidentMemory parse(List<String> lines) {
        return new ResidentMemory(bytes(lines, "VmRSS:"), bytes(lines, "VmHWM:"));
    }

    private static OptionalLong bytes(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key) && line.endsWith(" kB"))
                .mapToLong(line -> 1024
                        * Long.parseLong(
                                line.substring(key.length(), line.length() - 3).strip()))
                .findFirst();
    }
}
