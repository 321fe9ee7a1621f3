package io.github.emotions4j.core.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The processor of this machine as the operating system describes it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the processor's name, empty where the system does not give one
 * @param flags the system's words for its features, in lower case, such as {@code avx2} or {@code amx_bf16}; empty
 *     where the system does not list them
 */
public record CpuFlags(String name, Set<String> flags) {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Name and flags, in no particular order. */
    public CpuFlags {
        flags = Set.copyOf(flags);
    }

    /**
     * Asks the system: {@code /proc/cpuinfo} on Linux, {@code sysctl} on macOS.
     *
     * @return the processor; without name and flags on other systems, and where the system does not answer
     */
    public static CpuFlags current() {
        try {
            return System.getProperty("os.name", "").startsWith("Mac") ? parse(sysctl()) : read(LINUX);
        } catch (IOException noAnswer) {
            return parse(List.of());
        }
    }

    /**
     * Reads a file in the form of Linux's {@code /proc/cpuinfo}.
     *
     * @param cpuInfo the file
     * @return the processor; without name and flags where there is no such file
     */
    public static CpuFlags read(Path cpuInfo) {
        try {
            return parse(Files.isReadable(cpuInfo) ? Files.readAllLines(cpuInfo) : List.of());
        } catch (IOException unreadable) {
            return parse(List.of());
        }
    }

    /**
     * Reads lines of {@code key : value}.
     *
     * @param lines as of {@code /proc/cpuinfo}, or of {@code sysctl machdep.cpu hw.optional}
     * @return the processor that they describe
     */
    public static CpuFlags parse(List<String> lines) {
        String name = "";
        Set<String> flags = new LinkedHashSet<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "model name", "machdep.cpu.brand_string" -> name = value.isEmpty() ? name : value;
                case "flags", "Features", "machdep.cpu.features", "machdep.cpu.leaf7_features" ->
                    flags.addAll(Arrays.asList(value.toLowerCase(Locale.ROOT).split("\\s+")));
                default -> addSwitch(flags, key, value);
            }
        }
        return new CpuFlags(name, flags);
    }

    /**
     * Whether the processor has at least one of some features.
     *
     * @param anyOf flags in lower case
     * @return true if the system lists one of them
     */
    public boolean hasAny(String... anyOf) {
        return Arrays.stream(anyOf).anyMatch(flags::contains);
    }

    private static void addSwitch(Set<String> flags, String key, String value) {
        if (key.startsWith("hw.optional.") && value.equals("1")) {
            flags.add(key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        }
    }

    private static List<String> sysctl() throws IOException {
        Process process = new ProcessBuilder("sysctl", "machdep.cpu", "hw.optional")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines().toList();
        }
    }
}
