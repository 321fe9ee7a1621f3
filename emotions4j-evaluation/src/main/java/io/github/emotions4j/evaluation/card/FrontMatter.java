package io.github.emotions4j.evaluation.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The YAML front matter of a model card. It reads only what this project asks for, which is too little for a YAML
 * library: the single value of a top-level key, or the first item of its list. Immutable and thread-safe.
 *
 * @param lines the lines between the two {@code ---}, possibly none
 */
public record FrontMatter(List<String> lines) {

    private static final String MARK = "---";

    /** Copies the lines; an empty list means a card without front matter. */
    public FrontMatter {
        lines = List.copyOf(lines);
    }

    /**
     * Reads the front matter of a card.
     *
     * @param card the card, usually {@code README.md}
     * @return the front matter, without lines when the file or its front matter does not exist
     * @throws IOException if reading fails
     */
    public static FrontMatter read(Path card) throws IOException {
        if (!Files.isRegularFile(card)) {
            return new FrontMatter(List.of());
        }
        List<String> all = Files.readString(card).lines().toList();
        boolean present = !all.isEmpty() && all.get(0).strip().equals(MARK);
        List<String> behind = present ? all.subList(1, all.size()) : List.of();
        return new FrontMatter(
                behind.stream().takeWhile(line -> !line.strip().equals(MARK)).toList());
    }

    /**
     * Looks up a top-level key.
     *
     * @param key the key, such as {@code base_model}
     * @return its value without quotes, the first item where the value is a list, or empty when there is none
     */
    public Optional<String> value(String key) {
        int index = indexOf(key + ":");
        if (index < 0) {
            return Optional.empty();
        }
        String ownLine = unquoted(lines.get(index).substring(key.length() + 1));
        String nextLine = index + 1 < lines.size() ? lines.get(index + 1).strip() : "";
        String value = ownLine.isEmpty() && nextLine.startsWith("- ") ? unquoted(nextLine.substring(2)) : ownLine;
        return Optional.of(value).filter(found -> !found.isEmpty());
    }

    private int indexOf(String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String value) {
        return value.strip().replaceAll("^([\"'])(.*)\\1$", "$2");
    }
}
