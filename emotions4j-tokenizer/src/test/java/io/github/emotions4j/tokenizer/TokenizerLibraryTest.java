package io.github.emotions4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.core.InferenceException;
import org.junit.jupiter.api.Test;

class TokenizerLibraryTest {

    @Test
    void findsTheNativesOfFourPlatforms() {
        assertThat(TokenizerLibrary.files(TokenizerLibrary.platform("Linux", "amd64")))
                .hasSize(1);
        assertThat(TokenizerLibrary.files(TokenizerLibrary.platform("Linux", "aarch64")))
                .hasSize(1);
        assertThat(TokenizerLibrary.files(TokenizerLibrary.platform("Mac OS X", "aarch64")))
                .hasSize(1);
        assertThat(TokenizerLibrary.files(TokenizerLibrary.platform("WINDOWS 11", "amd64")))
                .hasSize(4);
    }

    @Test
    void namesThePlatformThatHasNoNative() {
        assertThatThrownBy(() -> TokenizerLibrary.files(TokenizerLibrary.platform("Linux", "riscv64")))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("linux-riscv64")
                .hasMessageContaining("linux-x86_64");
    }
}
