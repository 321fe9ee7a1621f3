package io.github.emotions4j.docs;

import java.nio.file.Path;
import java.util.List;

/**
 * A fenced block of a document.
 *
 * @param file the document
 * @param line the number of its first line after the fence, from 1
 * @param language the word after the fence, may be empty
 * @param lines its lines
 */
record CodeBlock(Path file, int line, String language, List<String> lines) {

    CodeBlock {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
