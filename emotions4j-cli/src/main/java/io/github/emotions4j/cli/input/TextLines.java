package io.github.emotions4j.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads UTF-8 lines one at a time. A line ends with LF or CRLF, which is not part of it. Other carriage returns and all
 * spaces belong to the line. Blank lines count, and so does a last line without a line end. A byte order mark at the
 * start of the file is dropped.
 *
 * <p>Memory is bounded by the longest line. One thread reads; other threads may call {@link #bytesRead()}.
 */
final class TextLines {

    /** The longest line accepted, far above what any model reads. */
    static final int MAX_LINE_BYTES = 16 << 20;

    private static final int CHUNK_BYTES = 1 << 16;

    private final InputStream input;
    private final String source;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private byte[] line = new byte[1024];
    private int position;
    private int limit;
    private long lineNumber;
    private final AtomicLong bytesRead = new AtomicLong();

    /**
     * Makes a reader.
     *
     * @param input where the bytes come from; not closed here
     * @param source what to call it in errors
     */
    TextLines(InputStream input, String source) {
        this.input = input;
        this.source = source;
    }

    /**
     * Reads the next line.
     *
     * @return the line, or empty at the end
     * @throws IOException if reading fails, the line is no UTF-8 or is too long; the message names the line
     */
    Optional<String> next() throws IOException {
        int length = 0;
        boolean started = false;
        while (position < limit || fill()) {
            started = true;
            int end = endOfLine();
            length = append(length, end);
            position = end + 1;
            if (end < limit) {
                return Optional.of(decode(withoutCarriageReturn(length)));
            }
            position = limit;
        }
        return started ? Optional.of(decode(length)) : Optional.empty();
    }

    /**
     * How many bytes were taken from the input so far.
     *
     * @return the number of bytes
     */
    long bytesRead() {
        return bytesRead.get();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, input.read(chunk));
        bytesRead.addAndGet(limit);
        return limit > 0;
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && chunk[end] != '\n') {
            end++;
        }
        return end;
    }

    private int append(int length, int end) throws IOException {
        int count = end - position;
        if (length + count > MAX_LINE_BYTES) {
            throw new IOException("line " + (lineNumber + 1) + " of " + source + " is longer than " + MAX_LINE_BYTES
                    + " bytes, expected one text per line");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
        }
        System.arraycopy(chunk, position, line, length, count);
        return length + count;
    }

    private int withoutCarriageReturn(int length) {
        return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    }

    private String decode(int length) throws IOException {
        lineNumber++;
        int start = lineNumber == 1 && startsWithByteOrderMark(length) ? 3 : 0;
        try {
            return decoder.decode(ByteBuffer.wrap(line, start, length - start)).toString();
        } catch (CharacterCodingException malformed) {
            throw new IOException("line " + lineNumber + " of " + source + " is malformed UTF-8", malformed);
        }
    }

    private boolean startsWithByteOrderMark(int length) {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }
}
