package io.github.emotions4j.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the rows of a CSV, TSV or JSON Lines file one by one, in constant memory. A malformed row is an error; no row
 * is skipped.
 *
 * <p>Not thread-safe.
 */
public final class TableReader implements AutoCloseable {

    /** Reads one row from lines. */
    interface RowParser {

        /** The next row, or empty at the end. */
        Optional<TableRow> next(Utf8Lines lines) throws IOException;
    }

    private final Utf8Lines lines;
    private final RowParser parser;

    private TableReader(Utf8Lines lines, RowParser parser) {
        this.lines = lines;
        this.parser = parser;
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param format the file format
     * @return the reader, to be closed by the caller
     * @throws DatasetFormatException if the header is missing, or has a blank or repeated name
     * @throws IOException if the file does not exist, is a folder or cannot be read
     */
    public static TableReader open(Path file, TableFormat format) throws IOException {
        return open(Utf8Lines.open(file), format);
    }

    /**
     * Reads from a stream.
     *
     * @param input the bytes; closed with the reader
     * @param source the name of the stream in errors, such as {@code standard input}
     * @param format the file format
     * @return the reader, to be closed by the caller
     * @throws DatasetFormatException if the header is missing, or has a blank or repeated name
     * @throws IOException if reading fails
     */
    public static TableReader of(InputStream input, String source, TableFormat format) throws IOException {
        return open(Utf8Lines.of(input, source), format);
    }

    /**
     * Reads the next row.
     *
     * @return the row, or empty at the end
     * @throws DatasetFormatException if the row is malformed; the message names file and line
     * @throws IOException if reading fails
     */
    public Optional<TableRow> next() throws IOException {
        return parser.next(lines);
    }

    /**
     * The SHA-256 of the bytes read so far: that of the whole file after {@link #next()} has returned empty.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String sha256() {
        return lines.sha256();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static TableReader open(Utf8Lines lines, TableFormat format) throws IOException {
        if (format.kind() == TableFormat.Kind.JSON_LINES) {
            return new TableReader(lines, new JsonLinesParser());
        }
        try {
            return new TableReader(lines, DelimitedParser.afterHeader(lines, format));
        } catch (IOException | DatasetFormatException noHeader) {
            closeAfter(noHeader, lines);
            throw noHeader;
        }
    }

    private static void closeAfter(Exception failure, Utf8Lines lines) {
        try {
            lines.close();
        } catch (IOException closing) {
            failure.addSuppressed(closing);
        }
    }
}
