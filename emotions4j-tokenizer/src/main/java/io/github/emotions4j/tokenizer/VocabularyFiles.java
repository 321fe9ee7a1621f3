package io.github.emotions4j.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads vocabulary files with the rules of transformers. Stateless. */
final class VocabularyFiles {

    private VocabularyFiles() {}

    /**
     * The tokens of a {@code vocab.txt}: one per line, with the line number from 0 as id. Of equal lines, the last one
     * counts.
     *
     * @throws ModelFormatException if there is no token
     */
    static Map<String, Integer> lines(Path file) throws IOException {
        String[] lines = split(SettingsFile.text(file));
        int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        if (count == 0) {
            throw new ModelFormatException("found no token, expected one per line in " + file);
        }
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < count; id++) {
            ids.put(lines[id], id);
        }
        return ids;
    }

    /**
     * The tokens of a {@code vocab.json}, an object of ids by token.
     *
     * @throws ModelFormatException if an id is no integer or is negative
     */
    static Map<String, Integer> ids(Path file) throws IOException {
        SettingsFile vocabulary = SettingsFile.read(file);
        Map<String, Integer> ids = new HashMap<>();
        vocabulary.root().fieldNames().forEachRemaining(token -> {
            JsonNode id = vocabulary.root().path(token);
            if (!id.isInt() || id.intValue() < 0) {
                throw vocabulary.wrong(token, "an id of at least 0");
            }
            ids.put(token, id.intValue());
        });
        return ids;
    }

    /**
     * The merges of a {@code merges.txt} in order of priority: one per line, two tokens separated by a space. The first
     * line is the version, and text after the last line end is ignored.
     *
     * @throws ModelFormatException if a line does not have two tokens
     */
    static Collection<List<String>> merges(Path file) throws IOException {
        String[] lines = split(SettingsFile.text(file));
        Set<List<String>> merges = new LinkedHashSet<>();
        for (int i = 1; i < lines.length - 1; i++) {
            List<String> pair = List.of(lines[i].strip().split(" +"));
            if (pair.size() != 2) {
                throw new ModelFormatException("line " + (i + 1) + " is '" + lines[i]
                        + "', expected two tokens separated by a space in " + file);
            }
            merges.add(pair);
        }
        return merges;
    }

    private static String[] split(String text) {
        return text.split("\r\n|\r|\n", -1);
    }
}
