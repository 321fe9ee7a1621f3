package io.github.emotions4j.onnx.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnnxEnvironmentTest {

    @Test
    void findsTheNativesOfFourPlatforms() {
        assertThat(OnnxEnvironment.nativeFiles("Linux", "amd64")).hasSize(2);
        assertThat(OnnxEnvironment.nativeFiles("Linux", "aarch64")).hasSize(2);
        assertThat(OnnxEnvironment.nativeFiles("Mac OS X", "aarch64")).hasSize(2);
        assertThat(OnnxEnvironment.nativeFiles("WINDOWS 11", "amd64")).hasSize(2);
    }

    @Test
    void leavesOtherPlatformsToOnnxRuntime() {
        assertThat(OnnxEnvironment.nativeFiles("Linux", "riscv64")).isEmpty();
    }

    @Test
    void doesNotLeaveItsFolderToOtherUsersOfOnnxRuntime() {
        assertThat(OnnxEnvironment.get()).isSameAs(OnnxEnvironment.get());
        assertThat(System.getProperty("onnxruntime.native.path")).isNull();
    }
}
