package io.github.emotions4j.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The bytes of a dataset file as lines of strict UTF-8. Holds the array it was given and never changes it. */
final class DatasetBytes {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private final Path file;

    private DatasetBytes(byte[] bytes, Path file) {
        this.bytes = bytes;
        this.file = file;
    }

    static DatasetBytes read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a dataset file");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such dataset file");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            throw new DatasetFormatException("file is empty, expected at least one line in " + file);
        }
        return new DatasetBytes(bytes, file);
    }

    /** Lines without their line feed or carriage return and line feed; a byte order mark is left out. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int start = startsWithByteOrderMark() ? BYTE_ORDER_MARK.length : 0;
        while (start < bytes.length) {
            int end = endOfLine(start);
            lines.add(decode(start, end, lines.size() + 1));
            start = end + 1;
        }
        return lines;
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no SHA-256", impossible);
        }
    }

    private boolean startsWithByteOrderMark() {
        return bytes.length >= BYTE_ORDER_MARK.length
                && ByteBuffer.wrap(bytes, 0, BYTE_ORDER_MARK.length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private String decode(int start, int end, int lineNumber) {
        int length = end > start && bytes[end - 1] == '\r' ? end - 1 - start : end - start;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new DatasetFormatException(
                    "found malformed UTF-8, expected valid UTF-8 in " + file + ", line " + lineNumber, malformed);
        }
    }
}
