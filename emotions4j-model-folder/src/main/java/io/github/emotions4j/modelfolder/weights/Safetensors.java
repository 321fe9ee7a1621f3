package io.github.emotions4j.modelfolder.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A safetensors file: named tensors and string metadata.
 *
 * <p>The file holds an 8-byte little-endian header length, a JSON header, then the values in C order, little-endian. A
 * file that breaks the format in any way is refused: overlaps, holes, trailing bytes, sizes that do not match, types
 * that the format does not know. F32, F16 and BF16 tensors are read as fp32; those of other types are there with their
 * shape, and an error once they are needed. Files are written in F32.
 *
 * <p>Immutable and thread-safe. Source: the format's own description in the safetensors project's README.
 *
 * @param weights the tensors
 * @param metadata the header's {@code __metadata__}
 */
public record Safetensors(Weights weights, Map<String, String> metadata) {

    /** A header may not be longer: the format's own limit. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LENGTH_BYTES = Long.BYTES;

    /** Tensors and metadata to be written; later changes of the map do not touch them. */
    public Safetensors {
        Objects.requireNonNull(weights, "weights");
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads a file. The values stay in the mapped file until they are used; each tensor is mapped by itself, so the
     * file may have any size, and a tensor up to 2 GiB.
     *
     * @param file the file; must not be changed while its tensors are in use
     * @return its tensors and metadata
     * @throws ModelFormatException if the file breaks the format or holds a tensor of more than 2 GiB; the message
     *     names file and tensor
     * @throws IOException if reading fails
     */
    public static Safetensors read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException("no weights file at " + file + ", expected a safetensors file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long headerBytes = headerLength(channel, file);
            String header = readHeader(channel, (int) headerBytes, file);
            long dataStart = LENGTH_BYTES + headerBytes;
            SafetensorsHeader parsed = SafetensorsHeader.parse(header, channel.size() - dataStart, file.toString());
            Map<String, WeightTensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : parsed.entries()) {
                tensors.put(entry.name(), map(channel, dataStart, entry, file));
            }
            return new Safetensors(new Weights(tensors, file.toString()), parsed.metadata());
        }
    }

    /**
     * Writes weights with the metadata that transformers expects, {@code {"format":"pt"}}.
     *
     * @param file the file to write or replace, atomically
     * @param weights the tensors, written in their order
     * @throws IOException if writing fails; then the file is as before
     */
    public static void write(Path file, Weights weights) throws IOException {
        new Safetensors(weights, Map.of("format", "pt")).write(file);
    }

    /**
     * Writes this file.
     *
     * @param file the file to write or replace, atomically
     * @throws IOException if writing fails; then the file is as before
     */
    public void write(Path file) throws IOException {
        byte[] header = header();
        AtomicFile.write(file, output -> {
            output.write(ByteBuffer.allocate(LENGTH_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            output.write(header);
            for (WeightTensor tensor : weights.tensors().values()) {
                writeValues(output, tensor);
            }
        });
    }

    private byte[] header() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode names = root.putObject("__metadata__");
        metadata.forEach(names::put);
        long offset = 0;
        for (Map.Entry<String, WeightTensor> entry : weights.tensors().entrySet()) {
            WeightTensor tensor = entry.getValue();
            ObjectNode node = root.putObject(entry.getKey()).put("dtype", "F32");
            for (long size : tensor.shape()) {
                node.withArray("shape").add(size);
            }
            node.withArray("shape");
            long end = offset + (long) tensor.size() * Float.BYTES;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        return padded(root.toString());
    }

    // Spaces up to a multiple of 8 keep the values aligned in a mapped file.
    private static byte[] padded(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        int padding = (8 - bytes.length % 8) % 8;
        return (header + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeValues(OutputStream output, WeightTensor tensor) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        java.nio.FloatBuffer values = tensor.values();
        while (values.hasRemaining()) {
            int count = Math.min(values.remaining(), chunk.capacity() / Float.BYTES);
            chunk.asFloatBuffer().put(values.slice(values.position(), count));
            values.position(values.position() + count);
            output.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    private static long headerLength(FileChannel channel, Path file) throws IOException {
        if (channel.size() < LENGTH_BYTES) {
            throw new ModelFormatException(
                    "file has " + channel.size() + " bytes, expected at least 8 of a safetensors header in " + file);
        }
        long length = readFully(channel, 0, LENGTH_BYTES).getLong(0);
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw new ModelFormatException(
                    "header length is " + length + ", expected at most " + MAX_HEADER_BYTES + " bytes in " + file);
        }
        if (LENGTH_BYTES + length > channel.size()) {
            throw new ModelFormatException("header length is " + length + " but the file has only " + channel.size()
                    + " bytes, it is truncated: " + file);
        }
        return length;
    }

    private static String readHeader(FileChannel channel, int length, Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(readFully(channel, LENGTH_BYTES, length))
                    .toString();
        } catch (java.nio.charset.CharacterCodingException malformed) {
            throw new ModelFormatException("header is no valid UTF-8 in " + file, malformed);
        }
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("unexpected end of file at byte " + (position + bytes.position()));
            }
        }
        return bytes.flip();
    }

    private static WeightTensor map(FileChannel channel, long dataStart, SafetensorsHeader.Entry entry, Path file)
            throws IOException {
        long bytes = entry.end() - entry.begin();
        if (Math.max(bytes, bytes * Byte.SIZE / entry.type().bits()) > Integer.MAX_VALUE) {
            throw new ModelFormatException(
                    "tensor '" + entry.name() + "' has " + bytes + " bytes, expected below 2^31 in " + file);
        }
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), bytes);
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return WeightTensor.of(mapped, entry.type(), shape);
    }
}
