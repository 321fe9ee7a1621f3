package io.github.emotions4j.cli.input;

import java.util.function.LongFunction;

/**
 * The place of a text in the input, for errors. A classifier counts texts from 0; places count lines from 1.
 *
 * @param nameOf names the place of the text with an index from 0, as in {@code line 7 of reviews.txt}
 */
public record TextPlace(LongFunction<String> nameOf) {

    /**
     * Replaces the index of a text by its place in an error.
     *
     * @param refused the exception of a classifier that refuses a text
     * @param index the text's index, from 0
     * @return an error that names the place instead of the index
     */
    public IllegalArgumentException located(IllegalArgumentException refused, long index) {
        String message = String.valueOf(refused.getMessage());
        String counted = "text " + index + " ";
        String reason = message.startsWith(counted) ? message.substring(counted.length()) : "is refused: " + message;
        return new IllegalArgumentException(nameOf.apply(index) + " " + reason, refused);
    }
}
