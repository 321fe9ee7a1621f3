package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import org.junit.jupiter.api.Test;

class NativeTokenizersTest {

    @Test
    void findsTheNativesOfFourPlatforms() {
        assertThat(NativeTokenizers.files(NativeTokenizers.platform("Linux", "amd64")))
                .hasSize(1);
        assertThat(NativeTokenizers.files(NativeTokenizers.platform("Linux", "aarch64")))
                .hasSize(1);
        assertThat(NativeTokenizers.files(NativeTokenizers.platform("Mac OS X", "aarch64")))
                .hasSize(1);
        assertThat(NativeTokenizers.files(NativeTokenizers.platform("WINDOWS 11", "amd64")))
                .hasSize(4);
    }

    @Test
    void namesThePlatformThatHasNoNative() {
        assertThatThrownBy(() -> NativeTokenizers.files(NativeTokenizers.platform("Linux", "riscv64")))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("linux-riscv64")
                .hasMessageContaining("linux-x86_64");
    }
}
