package io.github.emotions4j.benchmarks;

import io.github.emotions4j.core.internal.CpuFlags;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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

    /** Keeps an unmodifiable copy of the instruction sets; refuses a null name. */
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
        return of(CpuFlags.current());
    }

    /** Reads lines as {@link CpuFlags#parse} does. */
    static Processor parse(List<String> lines) {
        return of(CpuFlags.parse(lines));
    }

    private static Processor of(CpuFlags cpu) {
        return new Processor(cpu.name().isEmpty() ? UNKNOWN : cpu.name(), InstructionSet.named(cpu.flags()));
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
}
