package io.github.emotions4j.dataset;

import java.nio.file.Path;
import java.util.Locale;

/**
 * How a file of texts with named columns is written. Immutable and thread-safe.
 *
 * @param kind how rows and columns are told apart
 * @param separator what stands between columns; without meaning for JSON lines
 */
public record TableFormat(Kind kind, char separator) {

    /** How rows and columns are told apart. */
    public enum Kind {

        /** RFC 4180: a header, cells in quotation marks may hold separators, line feeds and doubled quotation marks. */
        QUOTED,

        /** A header, a row a line, and quotation marks are text. */
        PLAIN,

        /** A JSON object a line, whose fields are the columns; a field may be a list. */
        JSON_LINES
    }

    /**
     * Checks the separator.
     *
     * @throws IllegalArgumentException if it is a quotation mark or ends lines
     */
    public TableFormat {
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException(
                    "separator is a quotation mark or a line end, expected another character");
        }
    }

    /**
     * Comma-separated values as in RFC 4180.
     *
     * @return the format
     */
    public static TableFormat csv() {
        return new TableFormat(Kind.QUOTED, ',');
    }

    /**
     * Tab-separated values without quoting.
     *
     * @return the format
     */
    public static TableFormat tsv() {
        return new TableFormat(Kind.PLAIN, '\t');
    }

    /**
     * A JSON object a line.
     *
     * @return the format
     */
    public static TableFormat jsonLines() {
        return new TableFormat(Kind.JSON_LINES, '\t');
    }

    /**
     * The format that a file's extension stands for.
     *
     * @param file a file named {@code .csv}, {@code .tsv}, {@code .jsonl} or {@code .ndjson}, in any case
     * @return the format
     * @throws IllegalArgumentException if the extension is another; the message names the file
     */
    public static TableFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return csv();
        }
        if (name.endsWith(".tsv")) {
            return tsv();
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return jsonLines();
        }
        if (name.endsWith(".parquet")) {
            throw new IllegalArgumentException("Parquet is not read, found " + file
                    + ", expected it converted to .csv, .tsv, .jsonl or .ndjson (docs/guide/data.md says how)");
        }
        throw new IllegalArgumentException(
                "cannot tell the format of " + file + ", expected the extension .csv, .tsv, .jsonl or .ndjson");
    }

    /**
     * The same format with another separator.
     *
     * @param other what stands between columns
     * @return the changed format
     * @throws IllegalArgumentException if it is a quotation mark or ends lines
     */
    public TableFormat withSeparator(char other) {
        return new TableFormat(kind, other);
    }
}
