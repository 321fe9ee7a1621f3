package io.github.emotions4j.dataset;

import io.github.emotions4j.core.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads GoEmotions in the format of its authors: one comment per line as {@code text TAB label ids TAB comment id},
 * with the label ids separated by commas. There is no header and no quoting: a quotation mark is part of the text.
 *
 * <p>Source: Demszky et al. 2020, GoEmotions (<a href="https://aclanthology.org/2020.acl-main.372/">paper</a>).
 * Stateless and thread-safe.
 */
public final class GoEmotions {

    /** The file that lists the labels, one per line, in id order. */
    public static final String LABELS_FILE = "emotions.txt";

    private static final int COLUMNS = 3;

    private GoEmotions() {}

    /**
     * Reads one split.
     *
     * @param folder the folder of the splits, with {@value #LABELS_FILE}
     * @param split the split
     * @return its examples; the dataset has the name of the split
     * @throws DatasetFormatException if a line does not have the expected format; the message names file and line
     * @throws IOException if a file is missing or cannot be read
     */
    public static Dataset read(Path folder, Split split) throws IOException {
        return read(folder.resolve(split.fileName()), readLabels(folder), split.splitName());
    }

    /**
     * Reads a file in the same format.
     *
     * @param tsv the file
     * @param labels the labels that its ids refer to
     * @return its examples; the dataset has the name of the file without its extension
     * @throws DatasetFormatException if a line does not have the expected format; the message names file and line
     * @throws IOException if the file is missing or cannot be read
     */
    public static Dataset readFile(Path tsv, LabelSet labels) throws IOException {
        Objects.requireNonNull(labels, "labels");
        return read(tsv, labels, nameOf(tsv));
    }

    /**
     * Reads the labels of a GoEmotions folder.
     *
     * @param folder the folder of the splits
     * @return the labels in the order of {@value #LABELS_FILE}
     * @throws DatasetFormatException if a label is blank or listed twice; the message names the file
     * @throws IOException if the file is missing or cannot be read
     */
    public static LabelSet readLabels(Path folder) throws IOException {
        Path file = folder.resolve(LABELS_FILE);
        List<String> names = new ArrayList<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                names.add(withoutCarriageReturn(line.get()));
            }
        }
        try {
            return new LabelSet(names);
        } catch (IllegalArgumentException wrong) {
            throw new DatasetFormatException(wrong.getMessage() + " in " + file, wrong);
        }
    }

    private static Dataset read(Path file, LabelSet labels, String name) throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Utf8Lines lines = Utf8Lines.open(file)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                examples.add(example(withoutCarriageReturn(line.get()), labels, lines.where()));
            }
            if (examples.isEmpty()) {
                throw new DatasetFormatException("file is empty, expected at least one line in " + file);
            }
            return new Dataset(name, labels, examples, lines.sha256());
        }
    }

    private static Example example(String line, LabelSet labels, String where) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new DatasetFormatException("found " + columns.length + " tab-separated columns, expected " + COLUMNS
                    + " (text, label ids, id) in " + where);
        }
        return new Example(columns[0], labelIds(columns[1], labels, where), columns[2]);
    }

    private static List<Integer> labelIds(String column, LabelSet labels, String where) {
        List<Integer> ids = new ArrayList<>();
        for (String number : column.split(",", -1)) {
            int id = labelId(number, labels, where);
            if (ids.contains(id)) {
                throw new DatasetFormatException("label id " + id + " is listed twice in " + where);
            }
            ids.add(id);
        }
        return ids;
    }

    private static int labelId(String number, LabelSet labels, String where) {
        return LabelIds.parse(number, labels)
                .orElseThrow(() -> new DatasetFormatException("label id is '" + number
                        + "', expected a number from 0 to " + (labels.size() - 1) + " in " + where));
    }

    static String withoutCarriageReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
