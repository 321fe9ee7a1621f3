package io.github.emotions4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {

    @Test
    void readsWhatLinuxSaysOnX86() {
        Processor processor = Processor.parse(List.of(
                "processor\t: 0",
                "model name\t: Intel(R) Xeon(R) Processor",
                "flags\t\t: fpu sse4_2 avx avx2 avx512f avx512_vnni avx_vnni amx_int8",
                ""));

        assertThat(processor.name()).isEqualTo("Intel(R) Xeon(R) Processor");
        assertThat(processor.instructionSets())
                .containsExactly("AVX2", "AVX-512", "AVX-512 VNNI", "AVX-VNNI", "AMX-INT8");
        assertThat(processor.hasDotProduct()).isTrue();
    }

    @Test
    void aProcessorWithoutDotProductsIsKnown() {
        Processor processor = Processor.parse(List.of("model name : AMD EPYC 7763", "flags : avx avx2 fma"));

        assertThat(processor.instructionSets()).containsExactly("AVX2");
        assertThat(processor.hasDotProduct()).isFalse();
        assertThat(processor.describe()).isEqualTo("AMD EPYC 7763: AVX2");
    }

    @Test
    void readsWhatLinuxAndMacOsSayOnArm() {
        Processor linux = Processor.parse(List.of("Features\t: fp asimd asimddp i8mm bf16", "CPU part\t: 0xd4f"));
        Processor mac = Processor.parse(List.of(
                "machdep.cpu.brand_string: Apple M2",
                "hw.optional.AdvSIMD: 1",
                "hw.optional.arm.FEAT_DotProd: 1",
                "hw.optional.arm.FEAT_SVE: 0"));

        assertThat(linux.name()).isEqualTo("unknown");
        assertThat(linux.instructionSets()).containsExactly("NEON", "Arm dot product", "Arm I8MM", "Arm BF16");
        assertThat(mac).isEqualTo(new Processor("Apple M2", List.of("NEON", "Arm dot product")));
    }

    @Test
    void aSystemThatSaysNothingHasAnUnknownProcessor() {
        assertThat(Processor.parse(List.of())).isEqualTo(new Processor("unknown", List.of()));
        assertThat(Processor.parse(List.of()).describe()).isEqualTo("unknown: unknown");
    }

    @Test
    void readsResidentMemory() {
        ResidentMemory memory = ResidentMemory.parse(List.of("Name:\tjava", "VmHWM:\t  200 kB", "VmRSS:\t  100 kB"));

        assertThat(memory.nowBytes()).hasValue(102_400);
        assertThat(memory.peakBytes()).hasValue(204_800);
        assertThat(ResidentMemory.parse(List.of("Name:\tkthreadd")).nowBytes()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasMemoryAndOneThatIsGoneHasNone() {
        ResidentMemory memory = ResidentMemory.ofThisProcess();

        assertThat(memory.nowBytes().orElseThrow())
                .isBetween(1L << 20, memory.peakBytes().orElseThrow());
        assertThat(ResidentMemory.of(Integer.MAX_VALUE).nowBytes()).isEmpty();
    }
}
