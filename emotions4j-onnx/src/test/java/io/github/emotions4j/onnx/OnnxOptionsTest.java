package io.github.emotions4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.modelfolder.GraphPrecision;
import org.junit.jupiter.api.Test;

class OnnxOptionsTest {

    @Test
    void defaultsTakeInt8WhereThereIsSomeAndAWorkerPerCore() {
        OnnxOptions options = OnnxOptions.defaults();

        assertThat(options.precision()).isEqualTo(GraphPrecision.AUTO);
        assertThat(options.workers()).isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(options.exactInt8Kernel()).isFalse();
        assertThat(options.longTexts()).isEqualTo(LongTexts.WINDOWS);
        assertThat(options.graphForm()).isEqualTo(GraphForm.FAST);
    }

    @Test
    void aBuilderKeepsWhatIsNotChanged() {
        OnnxOptions options = OnnxOptions.builder()
                .precision(GraphPrecision.FP32)
                .workers(3)
                .threadsPerText(2)
                .exactInt8Kernel(true)
                .longTexts(LongTexts.BEGINNING)
                .graphForm(GraphForm.PORTABLE)
                .build();

        OnnxOptions changed = options.toBuilder().workers(5).build();

        assertThat(changed)
                .hasToString("OnnxOptions[precision=fp32, workers=5, threadsPerText=2, exactInt8Kernel=true,"
                        + " longTexts=BEGINNING, graphForm=PORTABLE]");
        assertThat(changed.toBuilder().workers(3).build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(changed).isNotEqualTo(options);
    }

    @Test
    void refusesToWorkWithoutWorkers() {
        assertThatThrownBy(() -> OnnxOptions.builder().workers(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers is 0, expected at least 1");
        assertThatThrownBy(() -> OnnxOptions.builder().threadsPerText(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threadsPerText is 0, expected at least 1");
    }
}
