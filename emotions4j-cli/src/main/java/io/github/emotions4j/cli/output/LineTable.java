package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;

/**
 * A line per text: its labels with two decimals, padded to a column, then the text. A text without labels has a dash.
 */
final class LineTable implements ResultWriter {

    private static final int LABEL_COLUMNS = 36;

    private final Writer writer;
    private final LabelChoice choice;
    private final Paint paint;

    LineTable(OutputStream output, LabelChoice choice, Paint paint) {
        this.writer = TableText.writer(output);
        this.choice = choice;
        this.paint = paint;
    }

    @Override
    public void write(String text, Scores scores) throws IOException {
        List<String> cells =
                choice.listed(scores).stream().map(LabelScore::toString).toList();
        String labels = cells.isEmpty() ? "-" : String.join(", ", cells);
        String padding = " ".repeat(Math.max(0, LABEL_COLUMNS - labels.length()));
        writer.write(paint.accent(labels) + padding + "  " + TableText.oneLine(text) + "\n");
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }
}
