package io.github.emotions4j.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class JmhTest {

    private static Collection<RunResult> run(String benchmark) throws RunnerException {
        // In this JVM, and for a moment: that it runs is what counts here, not how fast.
        Options options = new OptionsBuilder()
                .include(benchmark)
                .param("texts", "500")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(100))
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).run();
    }

    @Test
    void jmhFindsAndRunsTheBenchmarksOfMetrics() throws RunnerException {
        assertThat(run("MetricsBenchmark")).hasSize(2).allSatisfy(result -> assertThat(
                        result.getPrimaryResult().getScore())
                .isPositive());
    }

    @Test
    void jmhFindsAndRunsTheTokenizer() throws RunnerException {
        assertThat(run("TokenizeBenchmark")).singleElement().satisfies(result -> assertThat(
                        result.getPrimaryResult().getScore())
                .isPositive());
    }
}
