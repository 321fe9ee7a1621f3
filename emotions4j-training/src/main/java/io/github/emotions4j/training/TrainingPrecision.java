package io.github.emotions4j.training;

import io.github.emotions4j.core.internal.CpuFlags;
import java.nio.file.Path;

/** The number format of the large matrix products of training. Weights, sums and the head are always fp32. */
public enum TrainingPrecision {

    /** bf16 where the CPU has native bf16 products, else fp32. */
    AUTO,

    /** 32-bit floats. */
    FP32,

    /** bfloat16 operands with fp32 sums. Very slow on a CPU without native bf16. */
    BF16;

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

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

    /** Whether a Linux {@code /proc/cpuinfo} lists native bf16 products; false where there is no such file. */
    static boolean hasNativeBf16(Path cpuInfo) {
        return CpuFlags.read(cpuInfo).hasAny("avx512_bf16", "amx_bf16");
    }
}
