package io.github.emotions4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFlagsTest {

    @Test
    void readsTheNameAndFlagsOfLinux() {
        CpuFlags cpu = CpuFlags.parse(List.of("processor\t: 0", "model name\t: Some CPU", "flags\t\t: fpu AVX2 fma"));

        assertThat(cpu.name()).isEqualTo("Some CPU");
        assertThat(cpu.flags()).containsExactlyInAnyOrder("fpu", "avx2", "fma");
        assertThat(cpu.hasAny("avx512f", "avx2")).isTrue();
        assertThat(cpu.hasAny("avx512f")).isFalse();
    }

    @Test
    void readsTheFeaturesOfArmAndTheSwitchesOfMacOs() {
        assertThat(CpuFlags.parse(List.of("Features : fp asimd bf16")).flags()).contains("bf16");
        assertThat(CpuFlags.parse(List.of("hw.optional.arm.FEAT_BF16: 1", "hw.optional.arm.FEAT_SME: 0"))
                        .flags())
                .containsExactly("feat_bf16");
    }

    @Test
    void aFileThatIsNotThereDescribesNothing(@TempDir Path folder) throws IOException {
        assertThat(CpuFlags.read(folder.resolve("none"))).isEqualTo(CpuFlags.parse(List.of()));
        assertThat(CpuFlags.read(Files.writeString(folder.resolve("cpuinfo"), "flags : avx2\n"))
                        .flags())
                .containsExactly("avx2");
    }

    @Test
    void thisMachineAnswersTheSameTwice() {
        assertThat(CpuFlags.current()).isEqualTo(CpuFlags.current());
    }
}
