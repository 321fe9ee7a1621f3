package io.github.emotions4j.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.emotions4j.training.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class LossConverterTest {

    @Test
    void readsEveryForm() {
        LossConverter text = new LossConverter();
        assertThat(text.convert("bce")).isEqualTo(Loss.binaryCrossEntropy());
        assertThat(text.convert("bce:0.1")).isEqualTo(new Loss.BinaryCrossEntropy(0.1));
        assertThat(text.convert("focal")).isEqualTo(new Loss.Focal(2));
        assertThat(text.convert("focal:1.5")).isEqualTo(new Loss.Focal(1.5));
        assertThat(text.convert("asymmetric")).isEqualTo(new Loss.Asymmetric(0, 4, 0.05));
        assertThat(text.convert("asymmetric:1:4:0.05")).isEqualTo(new Loss.Asymmetric(1, 4, 0.05));
    }

    @ParameterizedTest
    @CsvSource({"mse, found 0 parameters for loss 'mse'", "focal:x, For input string", "bce:2, label smoothing is 2.0"})
    void refusesOthers(String text, String reason) {
        assertThatThrownBy(() -> new LossConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("found '" + text + "', expected bce[:SMOOTHING]")
                .hasMessageContaining(reason);
    }
}
