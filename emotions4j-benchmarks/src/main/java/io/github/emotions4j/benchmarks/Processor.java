package io.github.emotions4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The processor of this machine and those of its instruction sets that decide how fast a classifier runs.
 *
 * @param name as the system calls it, or {@value #UNKNOWN}
 * @param instructionSets those for vectors, INT8 and bf16, such as {@code AVX2} or {@code AVX-512 VNNI}; none where the
 *     system does not say
 */
public record Processor(String name, List<String> instructionSets) {

    /** The name of a processor that the system does not name. */
    public static final String UNKNOWN = "unknown";

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Copies the list. */
    public Processor {
        Objects.requireNonNull(name, "name");
        instructionSets = List.copyOf(instructionSets);
    }

    /**
     * Asks the system: {@code /proc/cpuinfo} on Linux, {@code sysctl} on macOS; elsewhere the processor is unknown.
     *
     * @return the processor
     */
    public static Processor current() {
        try {
            if (Files.isReadable(LINUX)) {
                return parse(Files.readAllLines(LINUX, StandardCharsets.UTF_8));
            }
            return System.getProperty("os.name", "").startsWith("Mac") ? parse(sysctl()) : parse(List.of());
        } catch (IOException notReadable) {
            return parse(List.of());
        }
    }

    /**
     * Reads lines of {@code name : value}.
     *
     * @param lines as of {@code /proc/cpuinfo}, or of {@code sysctl machdep.cpu hw.optional}
     * @return the first processor that they describe
     */
    static Processor parse(List<String> lines) {
        String name = UNKNOWN;
        Set<String> words = new LinkedHashSet<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "model name", "machdep.cpu.brand_string" -> name = value.isEmpty() ? name : value;
                case "flags", "Features", "machdep.cpu.features", "machdep.cpu.leaf7_features" ->
                    words.addAll(Arrays.asList(value.toLowerCase(Locale.ROOT).split("\\s+")));
                default -> addSwitch(words, key, value);
            }
        }
        return new Processor(name, InstructionSet.named(words));
    }

    /**
     * Whether one instruction adds up four products of 8-bit numbers, which makes INT8 several times as fast as fp32;
     * without it INT8 is at most twice as fast.
     *
     * @return true with VNNI, AMX or the dot product of Arm
     */
    public boolean hasDotProduct() {
        return Arrays.stream(InstructionSet.values())
                .anyMatch(set -> set.isDotProduct() && instructionSets.contains(set.displayName()));
    }

    /**
     * The processor in one line.
     *
     * @return as in {@code AMD EPYC 7763: AVX2}
     */
    public String describe() {
        return name + ": " + (instructionSets.isEmpty() ? UNKNOWN : String.join(", ", instructionSets));
    }

    private static void addSwitch(Set<String> words, String key, String value) {
        if (key.startsWith("hw.optional.") && value.equals("1")) {
            words.add(key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
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
