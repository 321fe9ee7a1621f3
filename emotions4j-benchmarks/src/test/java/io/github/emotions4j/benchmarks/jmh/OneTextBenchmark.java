package io.github.emotions4j.benchmarks.jmh;

import io.github.emotions4j.core.Scores;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does one text cost, from the string to the scores, by its length? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OneTextBenchmark {

    /** How many words the text has, each of them one token. */
    @Param({"4", "12", "30", "120"})
    public int words = 12;

    private String text = "";

    /** Makes the text. */
    @Setup
    public void repeatWords() {
        text = String.join(" ", Collections.nCopies(words, "thanks"));
    }

    /**
     * Classifies the text.
     *
     * @param open the classifier
     * @return its scores
     */
    @Benchmark
    public Scores classify(OpenClassifier open) {
        return open.classifier().classify(text);
    }
}
