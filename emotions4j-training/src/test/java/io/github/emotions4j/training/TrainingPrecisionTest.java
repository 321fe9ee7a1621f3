package io.github.emotions4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPrecisionTest {

    @TempDir
    Path folder;

    private boolean bf16With(String flags) throws IOException {
        Path cpuInfo = Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: " + flags + "\n");
        return TrainingPrecision.hasNativeBf16(cpuInfo);
    }

    @Test
    void findsNativeBf16InTheFlags() throws IOException {
        assertThat(bf16With("fpu avx2 avx512f avx512_bf16")).isTrue();
        assertThat(bf16With("fpu amx_bf16 amx_tile")).isTrue();
    }

    @Test
    void avx2AloneHasNone() throws IOException {
        assertThat(bf16With("fpu avx avx2 fma")).isFalse();
    }

    @Test
    void aMachineWithoutCpuInfoHasNone() {
        assertThat(TrainingPrecision.hasNativeBf16(folder.resolve("absent"))).isFalse();
    }

    @Test
    void anAskedForPrecisionIsTaken() {
        assertThat(TrainingPrecision.FP32.resolve()).isEqualTo(TrainingPrecision.FP32);
        assertThat(TrainingPrecision.BF16.resolve()).isEqualTo(TrainingPrecision.BF16);
        assertThat(TrainingPrecision.AUTO.resolve()).isNotEqualTo(TrainingPrecision.AUTO);
    }
}
