package io.github.emotions4j.cli.output;

import io.github.emotions4j.core.LabelScore;
import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Scores;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * RFC 4180: a header, records that end with CRLF, quotes where a field needs them. The columns are {@code text},
 * {@code emotions} (joined by semicolons) and, when all labels are listed, one per label in label order.
 */
final class CsvResults implements ResultWriter {

    private final Writer writer;
    private final LabelSet labels;
    private final LabelChoice choice;

    CsvResults(OutputStream output, LabelSet labels, LabelChoice choice) {
        this.writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        this.labels = labels;
        this.choice = choice;
    }

    @Override
    public void begin() throws IOException {
        List<String> header = new ArrayList<>(List.of("text", "emotions"));
        if (listsAll()) {
            header.addAll(choice.names(labels).names());
        }
        writeRecord(header);
    }

    @Override
    public void write(String text, Scores scores) throws IOException {
        List<String> fields = new ArrayList<>(List.of(text, emotions(scores)));
        if (listsAll()) {
            choice.inOrder(scores).stream().map(ScoreText::of).forEach(fields::add);
        }
        writeRecord(fields);
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    private boolean listsAll() {
        return choice.listing() == LabelChoice.Listing.ALL;
    }

    private String emotions(Scores scores) {
        List<LabelScore> emotions = listsAll() ? choice.detected(scores) : choice.listed(scores);
        return emotions.stream().map(LabelScore::label).collect(Collectors.joining(";"));
    }

    private void writeRecord(List<String> fields) throws IOException {
        writer.write(CsvText.record(fields));
    }
}
