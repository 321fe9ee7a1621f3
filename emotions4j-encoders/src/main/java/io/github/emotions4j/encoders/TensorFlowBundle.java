package io.github.emotions4j.encoders;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/**
 * Reads the variables of a TensorFlow SavedModel: {@code variables.index}, a sorted string table, and the single data
 * file that it refers to.
 *
 * <p>Immutable and thread-safe. Source: TensorFlow's {@code tensor_bundle.proto} and the table format of LevelDB.
 */
final class TensorFlowBundle {

    private static final int FLOAT = 1;
    private static final int FOOTER_BYTES = 48;
    private static final int TRAILER_BYTES = 5;
    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int CRC_DELTA = 0xa282ead8;

    private final List<Variable> variables;
    private final String source;

    private TensorFlowBundle(List<Variable> variables, String source) {
        this.variables = variables;
        this.source = source;
    }

    /** The position of a variable in the data file, and the masked checksum of its bytes. */
    private record Variable(String name, List<Long> shape, long offset, long size, int maskedCrc) {}

    /** A block of the index file. */
    private record Block(long offset, long size) {}

    /**
     * Reads an index.
     *
     * @param index the bytes of {@code variables.index}
     * @param source the name of the file in errors
     * @return the bundle
     * @throws ModelFormatException if the bytes are no valid index, a checksum is wrong, or a variable is not fp32 or
     *     not in the first data file; the message names variable and file
     */
    static TensorFlowBundle index(byte[] index, String source) {
        try {
            List<Variable> variables = new ArrayList<>();
            Block indexBlock = indexBlock(index, source);
            entries(
                    block(index, indexBlock, source),
                    (key, handle) -> entries(block(index, handle(handle), source), (name, entry) -> {
                        if (name.length > 0) {
                            variables.add(variable(new String(name, StandardCharsets.UTF_8), entry, source));
                        }
                    }));
            variables.sort(Comparator.comparingLong(Variable::offset));
            return new TensorFlowBundle(List.copyOf(variables), source);
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            throw new ModelFormatException("no valid index of TensorFlow variables in " + source, damaged);
        }
    }

    /**
     * Reads all variables.
     *
     * @param data the bytes of {@code variables.data-00000-of-00001}; read up to the last variable, not closed
     * @return the variables by TensorFlow's names, in the order of the data file, as heap tensors
     * @throws ModelFormatException if the file ends early or a checksum is wrong; the message names the variable
     * @throws IOException if reading fails
     */
    Map<String, WeightTensor> read(InputStream data) throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        long position = 0;
        for (Variable variable : variables) {
            if (variable.offset() < position) {
                throw new ModelFormatException("variable '" + variable.name() + "' overlaps another in " + source);
            }
            try {
                data.skipNBytes(variable.offset() - position);
            } catch (EOFException truncated) {
                throw truncated(variable, truncated);
            }
            tensors.put(variable.name(), read(variable, data));
            position = variable.offset() + variable.size();
        }
        return tensors;
    }

    private WeightTensor read(Variable variable, InputStream data) throws IOException {
        byte[] bytes = data.readNBytes(Math.toIntExact(variable.size()));
        if (bytes.length < variable.size()) {
            throw truncated(variable, new EOFException());
        }
        if (maskedCrc(bytes, 0, bytes.length) != variable.maskedCrc()) {
            throw new ModelFormatException("checksum of variable '" + variable.name() + "' is wrong in " + source);
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return WeightTensor.of(
                values, variable.shape().stream().mapToLong(Long::longValue).toArray());
    }

    private ModelFormatException truncated(Variable variable, EOFException end) {
        return new ModelFormatException(
                "data file ends inside variable '" + variable.name() + "', expected at least "
                        + (variable.offset() + variable.size()) + " bytes according to " + source,
                end);
    }

    private static Block indexBlock(byte[] file, String source) {
        if (file.length < FOOTER_BYTES) {
            throw new ModelFormatException(
                    "file has " + file.length + " bytes, expected at least " + FOOTER_BYTES + " in " + source);
        }
        ByteBuffer footer = ByteBuffer.wrap(file, file.length - FOOTER_BYTES, FOOTER_BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        if (footer.getLong(FOOTER_BYTES - Long.BYTES) != MAGIC) {
            throw new ModelFormatException(
                    "last eight bytes are not those of a table, expected a variables.index in " + source);
        }
        handle(footer);
        return handle(footer);
    }

    private static ByteBuffer block(byte[] file, Block block, String source) {
        int offset = Math.toIntExact(block.offset());
        int size = Math.toIntExact(block.size());
        ByteBuffer trailer =
                ByteBuffer.wrap(file, offset + size, TRAILER_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
        if (trailer.get(0) != 0) {
            throw new ModelFormatException(
                    "a block is compressed (type " + trailer.get(0) + "), expected none in " + source);
        }
        if (maskedCrc(file, offset, size + 1) != trailer.getInt(1)) {
            throw new ModelFormatException("checksum of a block is wrong in " + source);
        }
        return ByteBuffer.wrap(file, offset, size).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A key shares a prefix with the key before it. The restart points at the end of a block are only for searching.
     */
    private static void entries(ByteBuffer block, BiConsumer<byte[], ByteBuffer> consumer) {
        int restarts = block.getInt(block.limit() - Integer.BYTES);
        int end = block.limit() - Integer.BYTES * (restarts + 1);
        byte[] key = {};
        while (block.position() < end) {
            int shared = (int) varint(block);
            int unshared = (int) varint(block);
            int valueBytes = (int) varint(block);
            byte[] next = Arrays.copyOf(key, shared + unshared);
            block.get(next, shared, unshared);
            consumer.accept(next, block.slice(block.position(), valueBytes).order(ByteOrder.LITTLE_ENDIAN));
            block.position(block.position() + valueBytes);
            key = next;
        }
    }

    private static Block handle(ByteBuffer buffer) {
        return new Block(varint(buffer), varint(buffer));
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = buffer.get(buffer.position());
            buffer.position(buffer.position() + 1);
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a variable-length number does not end");
    }

    private static int maskedCrc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + CRC_DELTA;
    }

    private static Variable variable(String name, ByteBuffer entry, String source) {
        try {
            BundleEntry parsed = BundleEntry.parse(CodedInputStream.newInstance(entry));
            long expected = parsed.shape.stream().reduce((long) Float.BYTES, Math::multiplyExact);
            if (parsed.type != FLOAT || parsed.shard != 0 || parsed.size != expected) {
                throw new ModelFormatException("variable '" + name + "' has type " + parsed.type + ", shard "
                        + parsed.shard + " and " + parsed.size + " bytes, expected fp32 (1), shard 0 and " + expected
                        + " bytes for shape " + parsed.shape + " in " + source);
            }
            return new Variable(name, parsed.shape, parsed.offset, parsed.size, parsed.maskedCrc);
        } catch (IOException broken) {
            throw new ModelFormatException("entry of variable '" + name + "' is malformed in " + source, broken);
        }
    }

    /** The required fields of a {@code BundleEntryProto}. */
    private static final class BundleEntry {

        private int type;
        private List<Long> shape = List.of();
        private int shard;
        private long offset;
        private long size;
        private int maskedCrc;

        static BundleEntry parse(CodedInputStream input) throws IOException {
            BundleEntry entry = new BundleEntry();
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                entry.field(tag, input);
            }
            return entry;
        }

        private void field(int tag, CodedInputStream input) throws IOException {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> type = input.readEnum();
                case 2 -> shape = shape(input.readByteBuffer());
                case 3 -> shard = input.readInt32();
                case 4 -> offset = input.readInt64();
                case 5 -> size = input.readInt64();
                case 6 -> maskedCrc = input.readFixed32();
                default -> input.skipField(tag);
            }
        }

        private static List<Long> shape(ByteBuffer proto) throws IOException {
            List<Long> sizes = new ArrayList<>();
            CodedInputStream input = CodedInputStream.newInstance(proto);
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == 2) {
                    sizes.add(size(CodedInputStream.newInstance(input.readByteBuffer())));
                } else {
                    input.skipField(tag);
                }
            }
            return List.copyOf(sizes);
        }

        private static long size(CodedInputStream dimension) throws IOException {
            long size = 0;
            for (int tag = dimension.readTag(); tag != 0; tag = dimension.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == 1) {
                    size = dimension.readInt64();
                } else {
                    dimension.skipField(tag);
                }
            }
            return size;
        }
    }
}
