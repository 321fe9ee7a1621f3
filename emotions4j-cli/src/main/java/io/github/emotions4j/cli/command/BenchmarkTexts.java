package io.github.emotions4j.cli.command;

import io.github.emotions4j.core.internal.SampleComments;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The texts that a benchmark measures with where users name none. Stateless. */
final class BenchmarkTexts {

    private static final String LAST_WORD = "\\s+\\S+\\s*$";

    private BenchmarkTexts() {}

    /**
     * The sample comments; where lists need more, also each comment without its last word, which is nearly as long and
     * another text.
     *
     * @param count how many different texts are needed
     * @return different texts, fewer than {@code count} if there are no more
     * @throws IOException if the comments are missing
     */
    static List<String> atLeast(int count) throws IOException {
        Set<String> texts = new LinkedHashSet<>(SampleComments.load());
        if (texts.size() < count) {
            List.copyOf(texts).forEach(text -> texts.add(text.replaceFirst(LAST_WORD, "")));
        }
        return List.copyOf(texts);
    }
}
