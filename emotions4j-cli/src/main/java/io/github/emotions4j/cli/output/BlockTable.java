package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** A block per text: the text, then a line per label with its score and a bar. */
final class BlockTable implements ResultWriter {

    private static final int BAR_COLUMNS = 20;

    private final Writer writer;
    private final LabelChoice choice;
    private final Paint paint;
    private boolean first = true;

    BlockTable(OutputStream output, LabelChoice choice, Paint paint) {
        this.writer = TableText.writer(output);
        this.choice = choice;
        this.paint = paint;
    }

    @Override
    public void write(String text, Scores scores) throws IOException {
        writer.write(first ? "" : "\n");
        first = false;
        writer.write(paint.strong(TableText.oneLine(text)) + "\n");
        List<LabelScore> listed = choice.listed(scores);
        if (listed.isEmpty()) {
            writer.write("  no emotion reaches its threshold\n");
        }
        int columns = choice.names(scores.labels()).names().stream()
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        for (LabelScore entry : listed) {
            writer.write(row(entry, columns) + "\n");
        }
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    private String row(LabelScore entry, int columns) {
        String bar = "\u2588".repeat(Math.max(1, Math.round(entry.score() * BAR_COLUMNS)));
        return String.format(Locale.ROOT, "  %-" + columns + "s  %.2f  ", entry.label(), entry.score())
                + paint.accent(bar);
    }
}
