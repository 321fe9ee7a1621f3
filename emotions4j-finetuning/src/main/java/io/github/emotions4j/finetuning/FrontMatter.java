package io.github.emotions4j.finetuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The YAML head of a model card, as far as it is asked here: single words behind a key at the start of a line, or the first
 * item of a list there. That is too little for a YAML library.
 *
 * @param lines the lines between the two {@code ---}, possibly none
 */
record FrontMatter(List<String> lines) {

    private static final String MARK = "---";

    FrontMatter {
        lines = List.copyOf(lines);
    }

    /** The head of a card; without lines when there is no such file or no head. */
    static FrontMatter read(Path card) throws IOException {
        if (!Files.isRegularFile(card)) {
            return new FrontMatter(List.of());
        }
        List<String> all = Files.readString(card).lines().toList();
        boolean present = !all.isEmpty() && all.get(0).strip().equals(MARK);
        List<String> behind = present ? all.subList(1, all.size()) : List.of();
        return new FrontMatter(
                behind.stream().takeWhile(line -> !line.strip().equals(MARK)).toList());
    }

    Optional<String> value(String key) {
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
