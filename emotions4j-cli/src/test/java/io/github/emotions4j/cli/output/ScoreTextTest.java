package io.github.emotions4j.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTextTest {

    // The expected texts are what Python 3 prints for float(numpy.float32(x)).
    @ParameterizedTest
    @CsvSource({
        "0.6783005595207214f, 0.6783005595207214",
        "0.1f, 0.10000000149011612",
        "0.5f, 0.5",
        "0f, 0.0",
        "1f, 1.0",
        "0.001f, 0.0010000000474974513",
        "0.0005f, 0.0005000000237487257",
        "0.0001f, 9.999999747378752e-05",
        "0.00012f, 0.00011999999696854502",
        "0.000030517578125f, 3.0517578125e-05",
        "1.0e-10f, 1.000000013351432e-10",
        "1.4e-45f, 1.401298464324817e-45",
        "0.002f, 0.0020000000949949026",
    })
    void spellsAFloatAsPythonDoes(String score, String expected) {
        assertThat(ScoreText.of(Float.parseFloat(score))).isEqualTo(expected);
    }

    @Test
    void everyFloatComesBack() {
        for (int bits = 0; bits <= Float.floatToIntBits(1f); bits += 9_973) {
            float score = Float.intBitsToFloat(bits);

            assertThat(Double.parseDouble(ScoreText.of(score))).isEqualTo(score);
        }
    }
}
