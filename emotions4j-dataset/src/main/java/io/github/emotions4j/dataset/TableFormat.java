package io.github.emotions4j.dataset;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The format of a file with named columns. Immutable and thread-safe.
 *
 * @param kind how rows and columns are separated
 * @param separator the separator between columns; not used for JSON Lines
 */
public record TableFormat(Kind kind, char separator) {

    /** How rows and columns are separated. */
    public enum Kind {

        /** RFC 4180 with a header: quoted cells can contain separators, line feeds and doubled quotation marks. */
        QUOTED,

        /** A header and one row per line; quotation marks are part of the text. */
        PLAIN,

        /** One JSON object per line, whose fields are the columns; a field can be a list. */
        JSON_LINES
    }

    /**
     * Makes a format.
     *
     * @throws IllegalArgumentException if the separator is a quotation mark or a line break
     */
    public TableFormat {
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException(
                    "separator is a quotation mark or a line break, expected another character");
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
     * JSON Lines: one JSON object per line.
     *
     * @return the format
     */
    public static TableFormat jsonLines() {
        return new TableFormat(Kind.JSON_LINES, '\t');
    }

    /**
     * The format of a file by its extension.
     *
     * @param file a file named {@code .csv}, {@code .tsv}, {@code .jsonl} or {@code .ndjson}, in any case
     * @return the format
     * @throws IllegalArgumentException if the extension is another one; the message names the file
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
            throw new IllegalArgumentException("Parquet is not supported, found " + file
                    + ", expected .csv, .tsv, .jsonl or .ndjson (docs/guide/data.md shows how to convert it)");
        }
        throw new IllegalArgumentException(
                "cannot tell the format of " + file + ", expected the extension .csv, .tsv, .jsonl or .ndjson");
    }

    /**
     * The same format with another separator.
     *
     * @param other the separator between columns
     * @return the changed format
     * @throws IllegalArgumentException if the separator is a quotation mark or a line break
     */
    public TableFormat withSeparator(char other) {
        return new TableFormat(kind, other);
    }
}
