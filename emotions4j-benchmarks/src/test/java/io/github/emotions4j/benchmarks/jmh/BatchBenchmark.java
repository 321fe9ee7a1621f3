package io.github.emotions4j.benchmarks.jmh;

import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.internal.SampleComments;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does a list of comments cost, by its length, over all workers? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BatchBenchmark {

    /** How many comments are classified together. */
    @Param({"8", "64", "512"})
    public int texts = 64;

    private List<String> batch = List.of();

    /**
     * Makes the list.
     *
     * @throws IOException if reading fails
     */
    @Setup
    public void takeTexts() throws IOException {
        List<String> comments = SampleComments.load();
        batch = IntStream.range(0, texts)
                .mapToObj(i -> comments.get(i % comments.size()))
                .toList();
    }

    /**
     * Classifies the list.
     *
     * @param open the classifier
     * @return the scores
     */
    @Benchmark
    public List<Scores> classify(OpenClassifier open) {
        return open.classifier().classify(batch);
    }
}
