package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelSet;
import java.io.OutputStream;
import java.util.Objects;

/** The output format of classified texts. */
public enum ResultFormat {
    /** A table for people: one block per argument, or one line per line of input. */
    TABLE,
    /** An array with one list of labels per text. */
    JSON,
    /** An object per text and line. */
    JSONL,
    /** RFC 4180 with a header. */
    CSV;

    /**
     * The layout of a table.
     *
     * @param blocks true for a block with bars per text, false for one line per text
     * @param coloured whether to colour it
     */
    public record TableStyle(boolean blocks, boolean coloured) {}

    /**
     * Makes the writer of this format.
     *
     * @param output where to print, in UTF-8; not closed by the writer
     * @param labels the model's labels
     * @param choice which labels are detected and listed
     * @param style the layout of a table; other formats ignore it
     * @return the writer
     */
    public ResultWriter writer(OutputStream output, LabelSet labels, LabelChoice choice, TableStyle style) {
        Objects.requireNonNull(output, "output");
        return switch (this) {
            case TABLE ->
                style.blocks()
                        ? new BlockTable(output, choice, Paint.of(style.coloured()))
                        : new LineTable(output, choice, Paint.of(style.coloured()));
            case JSON -> new JsonResults(output, choice);
            case JSONL -> new JsonLinesResults(output, choice);
            case CSV -> new CsvResults(output, labels, choice);
        };
    }
}
