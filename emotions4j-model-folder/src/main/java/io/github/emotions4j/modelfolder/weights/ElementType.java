package io.github.emotions4j.modelfolder.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types that a safetensors file may hold, with their widths. Source: the safetensors project's README. */
enum ElementType {
    BOOL(8),
    F4(4),
    F6_E2M3(6),
    F6_E3M2(6),
    U8(8),
    I8(8),
    F8_E5M2(8),
    F8_E4M3(8),
    F8_E8M0(8),
    F8_E4M3FNUZ(8),
    F8_E5M2FNUZ(8),
    I16(16),
    U16(16),
    F16(16),
    BF16(16),
    I32(32),
    U32(32),
    F32(32),
    C64(64),
    F64(64),
    I64(64),
    U64(64);

    private final int bits;

    ElementType(int bits) {
        this.bits = bits;
    }

    static Optional<ElementType> byName(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    int bits() {
        return bits;
    }

    /** Whether this library computes with it. */
    boolean isReadable() {
        return this == F32 || this == F16 || this == BF16;
    }

    /** The values of little-endian bytes; those of 16 bits are widened, exactly, to a new buffer. */
    FloatBuffer floats(ByteBuffer bytes) {
        if (this == F32) {
            return bytes.asFloatBuffer();
        }
        float[] values = new float[bytes.remaining() / Short.BYTES];
        java.nio.ShortBuffer halves = bytes.asShortBuffer();
        for (int i = 0; i < values.length; i++) {
            values[i] = this == F16 ? fromF16(halves.get(i)) : Float.intBitsToFloat(halves.get(i) << Short.SIZE);
        }
        return FloatBuffer.wrap(values);
    }

    /** IEEE 754 half precision: 1 sign bit, 5 exponent bits, 10 fraction bits. Java 17 has no float16ToFloat. */
    private static float fromF16(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | sign);
        }
        int wideExponent = exponent == 0x1F ? 0xFF : exponent + 112;
        return Float.intBitsToFloat(sign | wideExponent << 23 | fraction << 13);
    }
}
