package io.github.emotions4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The number format of the large matrix products of training. Weights, sums and the head are always fp32. */
public enum TrainingPrecision {

    /** bf16 where the CPU has native bf16 products, else fp32. */
    AUTO,

    /** 32-bit floats. */
    FP32,

    /** bfloat16 operands with fp32 sums. Very slow on a CPU without native bf16. */
    BF16;

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Set<String> BF16_FLAGS = Set.of("avx512_bf16", "amx_bf16");

    /**
     * Chooses for this machine.
     *
     * @return {@link #BF16} or {@link #FP32}
     */
    public TrainingPrecision resolve() {
        if (this != AUTO) {
            return this;
        }
        return hasNativeBf16(CPU_INFO) ? BF16 : FP32;
    }

    /**
     * Whether the flags of a Linux {@code /proc/cpuinfo} name native bf16 products; false where there is no such file.
     */
    static boolean hasNativeBf16(Path cpuInfo) {
        if (!Files.isReadable(cpuInfo)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            Set<String> flags = lines.filter(line -> line.startsWith("flags"))
                    .limit(1)
                    .flatMap(line -> Stream.of(line.split("\\s+")))
                    .collect(Collectors.toSet());
            return BF16_FLAGS.stream().anyMatch(flags::contains);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
