package io.github.emotions4j.cli.output;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.input.TextPlace;
import io.github.emotions4j.core.Scores;
import java.util.Locale;

/** Counts the texts beyond the token limit of a model, and reports them at the end. Not thread-safe. */
public final class LongTextNote {

    private final TextPlace place;
    private long texts;
    private long longTexts;
    private long firstLong;
    private int mostWindows = 1;

    /**
     * Starts with a count of zero.
     *
     * @param place names the place of a text
     */
    public LongTextNote(TextPlace place) {
        this.place = place;
    }

    /**
     * Takes the scores of the next text.
     *
     * @param scores the scores
     */
    public void count(Scores scores) {
        if (scores.windows() > 1 || scores.isTruncated()) {
            firstLong = longTexts == 0 ? texts : firstLong;
            longTexts++;
            mostWindows = Math.max(mostWindows, scores.windows());
        }
        texts++;
    }

    /**
     * Prints a line if there was such a text.
     *
     * @param console receives the line
     */
    public void print(Console console) {
        if (longTexts > 0) {
            console.error().println("emotions: " + subject() + reading());
        }
    }

    private String subject() {
        String first = place.nameOf().apply(firstLong);
        return longTexts == 1
                ? first + " is longer than the model, "
                : String.format(
                        Locale.ROOT, "%,d texts are longer than the model (the first is %s), ", longTexts, first);
    }

    private String reading() {
        if (mostWindows == 1) {
            return "only the beginning was read";
        }
        return longTexts == 1
                ? "read in " + mostWindows + " windows; --truncate reads only its beginning"
                : "read in up to " + mostWindows + " windows each; --truncate reads only their beginning";
    }
}
