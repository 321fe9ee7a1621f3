package io.github.emotions4j.cli.output;

import io.github.emotions4j.cli.input.TextInput;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Classifies a stream of texts and prints each as its scores arrive, in order and in constant memory. What was printed
 * before a failure reaches the reader. Not thread-safe.
 */
public final class ResultPrinter {

    private static final long FLUSH_NANOS = Duration.ofMillis(200).toNanos();

    private final ResultWriter writer;
    private final Consumer<Scores> afterEach;
    private long printed;
    private long lastFlushNanos = System.nanoTime();

    /**
     * Makes a printer.
     *
     * @param writer prints a text
     * @param afterEach told the scores of each text after it is printed
     */
    public ResultPrinter(ResultWriter writer, Consumer<Scores> afterEach) {
        this.writer = writer;
        this.afterEach = afterEach;
    }

    /**
     * Classifies and prints all texts.
     *
     * @param classifier scores the texts
     * @param input the texts, pulled a bounded number ahead of what is printed
     * @throws IllegalArgumentException if the classifier refuses a text; the message says where it came from
     * @throws IOException if writing fails
     */
    public void print(EmotionClassifier classifier, TextInput input) throws IOException {
        try {
            writer.begin();
            printEach(classifier, input.texts());
            writer.end();
        } catch (IllegalArgumentException refused) {
            throw input.place().located(refused, printed);
        } finally {
            writer.flush();
        }
    }

    private void printEach(EmotionClassifier classifier, Stream<String> texts) throws IOException {
        Queue<String> pulled = new ConcurrentLinkedQueue<>();
        try (Stream<Scores> results = classifier.classify(texts.peek(pulled::add))) {
            for (Iterator<Scores> each = results.iterator(); each.hasNext(); ) {
                Scores scores = each.next();
                writer.write(pulled.remove(), scores);
                printed++;
                flushNowAndThen();
                afterEach.accept(scores);
            }
        }
    }

    // Often enough for someone who watches a slow stream, rarely enough to cost nothing.
    private void flushNowAndThen() throws IOException {
        long now = System.nanoTime();
        if (now - lastFlushNanos > FLUSH_NANOS) {
            writer.flush();
            lastFlushNanos = now;
        }
    }
}
