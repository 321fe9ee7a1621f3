package io.github.emotions4j.dataset;

import io.github.emotions4j.core.internal.Sha256;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Reads a file of any size line by line as strict UTF-8. Only a line feed ends a line; a carriage return before it is
 * part of the line. A byte order mark at the start is skipped.
 *
 * <p>Not thread-safe.
 */
public final class Utf8Lines implements AutoCloseable {

    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};
    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest = Sha256.newDigest();
    private final InputStream input;
    private final String source;
    private long line;

    private Utf8Lines(InputStream input, String source) {
        this.input = new BufferedInputStream(new DigestInputStream(input, digest), BUFFER);
        this.source = source;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @return its lines, to be closed by the caller
     * @throws IOException if the file does not exist, is a folder or cannot be read; the message names it
     */
    public static Utf8Lines open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file");
        }
        return of(Files.newInputStream(file), file.toString());
    }

    /**
     * Reads from a stream.
     *
     * @param input the bytes; closed with the lines
     * @param source the name of the stream in errors, such as {@code standard input}
     * @return its lines, to be closed by the caller
     */
    public static Utf8Lines of(InputStream input, String source) {
        return new Utf8Lines(input, source);
    }

    /**
     * Reads the next line.
     *
     * @return the line without its line feed, or empty at the end
     * @throws DatasetFormatException if the line is not valid UTF-8; the message names file and line
     * @throws IOException if reading fails
     */
    public Optional<String> next() throws IOException {
        if (line == 0) {
            skipByteOrderMark();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int read = input.read();
        if (read < 0) {
            return Optional.empty();
        }
        line++;
        while (read >= 0 && read != '\n') {
            bytes.write(read);
            read = input.read();
        }
        return Optional.of(decode(bytes.toByteArray()));
    }

    /**
     * The position of the last line read.
     *
     * @return the source and the line number from 1, as in {@code dev.tsv, line 7}
     */
    public String where() {
        return source + ", line " + line;
    }

    /**
     * The number of lines read.
     *
     * @return the number of the last line read, from 1; 0 before the first
     */
    public long line() {
        return line;
    }

    /**
     * The name of the source.
     *
     * @return the source's name in errors
     */
    public String source() {
        return source;
    }

    /**
     * The SHA-256 of the bytes read so far: that of the whole file after {@link #next()} has returned empty.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String sha256() {
        try {
            return Sha256.hex((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("this Java runtime cannot copy a SHA-256 state", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    private void skipByteOrderMark() throws IOException {
        input.mark(BYTE_ORDER_MARK.length);
        for (int expected : BYTE_ORDER_MARK) {
            if (input.read() != expected) {
                input.reset();
                return;
            }
        }
    }

    private String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new DatasetFormatException("found malformed UTF-8, expected valid UTF-8 in " + where(), malformed);
        }
    }
}
