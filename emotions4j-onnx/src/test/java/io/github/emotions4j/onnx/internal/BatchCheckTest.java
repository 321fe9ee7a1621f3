package io.github.emotions4j.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.core.internal.CpuFlags;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.fixtures.Fixtures;
import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.onnx.internal.inference.LogitsPostprocessor;
import io.github.emotions4j.onnx.internal.inference.TextPipeline;
import io.github.emotions4j.onnx.internal.runtime.GraphRunner;
import io.github.emotions4j.onnx.internal.runtime.PackedTestGraph;
import io.github.emotions4j.onnx.internal.runtime.SessionSettings;
import io.github.emotions4j.onnx.internal.scheduling.BatchLimits;
import io.github.emotions4j.tokenizer.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCheckTest {

    private static final LabelSet LABELS = LabelSet.of("joy", "fear");
    private static final CpuFlags PROCESSOR = new CpuFlags("a processor", Set.of("avx2"));
    private static final Logger LOGGER = Logger.getLogger(BatchCheck.class.getName());

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().equals(Level.WARNING)) {
                warnings.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Path cache;
    private TextTokenizer tokenizer;
    private TextPipeline pipeline;

    @BeforeEach
    void open() throws IOException {
        cache = folder.resolve("cache");
        System.setProperty(ResourceCache.FOLDER_PROPERTY, cache.toString());
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
        tokenizer =
                TextTokenizer.load(Fixtures.tinyBert(folder.resolve("model")).resolve("tokenizer.json"));
        pipeline = new TextPipeline(
                tokenizer,
                64,
                false,
                new LogitsPostprocessor(ProblemType.MULTI_LABEL, LABELS, Thresholds.constant(LABELS, 0.5)));
    }

    @AfterEach
    void close() {
        tokenizer.close();
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
        System.clearProperty(ResourceCache.FOLDER_PROPERTY);
    }

    private Path graph(String name) {
        return new PackedTestGraph().metadata("emotions4j.batches", "true").write(folder.resolve(name));
    }

    private Path graphWithOtherBits() {
        return new PackedTestGraph()
                .logitsOfTheWholeBatch()
                .metadata("emotions4j.batches", "true")
                .write(folder.resolve("other.onnx"));
    }

    private boolean passes(Path graph) {
        return passes(graph, SessionSettings.ONE_THREAD, PROCESSOR);
    }

    private boolean passes(Path graph, SessionSettings settings, CpuFlags processor) {
        try (GraphRunner runner = GraphRunner.open(graph, settings, LABELS)) {
            return new BatchCheck(pipeline, runner, () -> processor).passes();
        }
    }

    private List<Path> results() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("batch-checks"))) {
            return files.sorted().toList();
        }
    }

    private Path result() throws IOException {
        assertThat(results()).hasSize(1);
        return results().get(0);
    }

    @Test
    void keepsThatTextsHaveTheSameBits() throws IOException {
        assertThat(passes(graph("model.onnx"))).isTrue();

        assertThat(result()).hasContent("same bits");
        assertThat(warnings).isEmpty();
    }

    @Test
    void findsThatTextsHaveOtherBitsAndSaysSo() throws IOException {
        Path graph = graphWithOtherBits();

        assertThat(passes(graph)).isFalse();

        assertThat(result()).hasContent("other bits");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith("texts run one by one, which is slower")
                .endsWith(graph.toString());
    }

    @Test
    void believesWhatTheCacheSays() throws IOException {
        Path graph = graph("model.onnx");
        Path otherGraph = graphWithOtherBits();
        passes(graph);
        Files.writeString(result(), "other bits\n");

        assertThat(passes(graph)).isFalse();
        assertThat(warnings).hasSize(1);

        Files.delete(result());
        passes(otherGraph);
        Files.writeString(result(), "same bits");
        assertThat(passes(otherGraph)).isTrue();
    }

    @Test
    void comparesAgainWhereTheResultIsDamaged() throws IOException {
        Path graph = graph("model.onnx");
        passes(graph);
        Files.writeString(result(), "same b");

        assertThat(passes(graph)).isTrue();
        assertThat(result()).hasContent("same bits");
    }

    @Test
    void worksWhereTheCacheCannotBeWritten() throws IOException {
        Files.writeString(cache, "a file, not a folder");

        assertThat(passes(graph("model.onnx"))).isTrue();
        assertThat(passes(graphWithOtherBits())).isFalse();
    }

    @Test
    void believesACacheThatCannotBeWritten() throws IOException {
        Path graph = graph("model.onnx");
        passes(graph);
        Files.writeString(result(), "other bits");
        Path results = result().getParent();
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(results);
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(results))
                    .as("the administrator can write")
                    .isFalse();

            assertThat(passes(graph)).isFalse();
        } finally {
            Files.setPosixFilePermissions(results, permissions);
        }
    }

    @Test
    void keepsAResultForEachProcessorSettingAndGraph() throws IOException {
        Path graph = graph("model.onnx");
        SessionSettings settings = SessionSettings.ONE_THREAD;
        passes(graph, settings, PROCESSOR);
        passes(graph, settings, new CpuFlags("another processor", Set.of("avx2")));
        passes(graph, settings, new CpuFlags("a processor", Set.of("avx2", "avx512f")));
        passes(graph, new SessionSettings(1, true), PROCESSOR);
        passes(graph("copy.onnx"), settings, PROCESSOR);
        assertThat(results()).hasSize(5);

        passes(graph, settings, new CpuFlags("a processor", Set.of("avx2")));
        assertThat(results()).hasSize(5);

        new PackedTestGraph()
                .weights(2, 3)
                .metadata("emotions4j.batches", "true")
                .metadata("changed", "yes")
                .write(graph);
        passes(graph, settings, PROCESSOR);
        assertThat(results()).hasSize(6);
    }

    @Test
    void textsRunOneByOneWhereABatchChangesTheirBits() throws IOException {
        assertThat(limits(graph("model.onnx"))).isNotEqualTo(BatchLimits.ONE_BY_ONE);
        assertThat(limits(graphWithOtherBits())).isEqualTo(BatchLimits.ONE_BY_ONE);
        assertThat(results()).hasSize(2);
    }

    @Test
    void nothingIsComparedWhereTheGraphTakesOneTextOnly() throws IOException {
        assertThat(limits(new PackedTestGraph().write(folder.resolve("single.onnx"))))
                .isEqualTo(BatchLimits.ONE_BY_ONE);
        assertThat(cache.resolve("batch-checks")).doesNotExist();
    }

    private BatchLimits limits(Path graph) throws IOException {
        TextTokenizer own = TextTokenizer.load(folder.resolve("model/tokenizer.json"));
        try (InferenceEngine engine =
                new InferenceEngine(own, pipeline, GraphRunner.open(graph, SessionSettings.ONE_THREAD, LABELS))) {
            return engine.limits();
        }
    }
}
