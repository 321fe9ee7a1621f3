package io.github.emotions4j.modelfolder.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {

    private static float widened(ElementType type, int bits) {
        ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) bits);
        return type.floats(bytes.flip()).get(0);
    }

    /** The examples of IEEE 754-2008's binary16. */
    @ParameterizedTest
    @CsvSource({
        "3C00,1", "BC00,-1", "C000,-2", "7BFF,65504", "0400,0x1p-14", "03FF,0x0.ffcp-14", "0001,0x1p-24",
        "8001,-0x1p-24", "3555,0x1.554p-2", "0000,0", "8000,-0.0", "7C00,Infinity", "FC00,-Infinity", "7E00,NaN"
    })
    void widensHalfPrecision(String bits, String expected) {
        float found = widened(ElementType.F16, Integer.parseInt(bits, 16));
        assertThat(Float.floatToIntBits(found)).isEqualTo(Float.floatToIntBits(Float.parseFloat(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "3F80,1",
        "C000,-2",
        "0000,0",
        "8000,-0.0",
        "7F80,Infinity",
        "7FC0,NaN",
        "3EAB,0x1.56p-2",
        "0001,0x1p-133"
    })
    void widensBrainFloats(String bits, String expected) {
        float found = widened(ElementType.BF16, Integer.parseInt(bits, 16));
        assertThat(Float.floatToIntBits(found)).isEqualTo(Float.floatToIntBits(Float.parseFloat(expected)));
    }

    @Test
    void everyFiniteHalfIsBetweenItsNeighbours() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            assertThat(widened(ElementType.F16, bits)).isLessThan(widened(ElementType.F16, bits + 1));
            assertThat(widened(ElementType.F16, bits | 0x8000)).isEqualTo(-widened(ElementType.F16, bits));
        }
    }
}
