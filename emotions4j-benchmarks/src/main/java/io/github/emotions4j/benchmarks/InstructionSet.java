package io.github.emotions4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Instruction sets that kernels for neural networks choose by, and the words that systems have for them. */
enum InstructionSet {
    AVX2("AVX2", false, "avx2", "avx2_0"),
    AVX512("AVX-512", false, "avx512f"),
    AVX512_VNNI("AVX-512 VNNI", true, "avx512_vnni", "avx512vnni"),
    AVX_VNNI("AVX-VNNI", true, "avx_vnni"),
    AVX_VNNI_INT8("AVX-VNNI-INT8", true, "avx_vnni_int8"),
    AVX512_BF16("AVX-512 BF16", false, "avx512_bf16"),
    AMX_INT8("AMX-INT8", true, "amx_int8"),
    AMX_BF16("AMX-BF16", false, "amx_bf16"),
    NEON("NEON", false, "asimd", "neon", "advsimd"),
    ARM_DOT_PRODUCT("Arm dot product", true, "asimddp", "feat_dotprod"),
    ARM_I8MM("Arm I8MM", true, "i8mm", "feat_i8mm"),
    ARM_BF16("Arm BF16", false, "bf16", "feat_bf16"),
    SVE("SVE", false, "sve");

    private final String displayName;
    private final boolean dotProduct;
    private final String words;

    InstructionSet(String displayName, boolean dotProduct, String... words) {
        this.displayName = displayName;
        this.dotProduct = dotProduct;
        this.words = String.join(" ", words);
    }

    String displayName() {
        return displayName;
    }

    /** Whether it adds up four 8-bit products in one instruction. */
    boolean isDotProduct() {
        return dotProduct;
    }

    /** The names of those that a system lists. */
    static List<String> named(Set<String> systemWords) {
        return Arrays.stream(values())
                .filter(set -> Arrays.stream(set.words.split(" ")).anyMatch(systemWords::contains))
                .map(InstructionSet::displayName)
                .toList();
    }
}
