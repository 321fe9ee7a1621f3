package io.github.emotions4j.benchmarks.jmh;

import io.github.emotions4j.core.internal.SampleComments;
import io.github.emotions4j.onnx.EmbeddedModel;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What does it cost to turn one comment into token ids? The comments come in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizeBenchmark {

    private List<String> texts = List.of();
    private @Nullable TextTokenizer tokenizer;
    private int next;

    /**
     * Loads the tokenizer of the embedded model.
     *
     * @throws IOException if reading fails
     */
    @Setup
    public void open() throws IOException {
        texts = SampleComments.load();
        try (InputStream json = EmbeddedModel.find().open("tokenizer.json")) {
            tokenizer = TextTokenizer.of(json.readAllBytes(), "tokenizer.json");
        }
    }

    /** Frees the tokenizer. */
    @TearDown
    public void close() {
        Objects.requireNonNull(tokenizer).close();
    }

    /**
     * Encodes the next comment.
     *
     * @return its tokens
     */
    @Benchmark
    public Tokens tokenize() {
        next = (next + 1) % texts.size();
        return Objects.requireNonNull(tokenizer).encode(texts.get(next));
    }
}
