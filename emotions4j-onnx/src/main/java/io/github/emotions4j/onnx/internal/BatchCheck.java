package io.github.emotions4j.onnx.internal;

import io.github.emotions4j.core.InferenceException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.core.internal.CacheFolder;
import io.github.emotions4j.core.internal.CpuFlags;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.core.internal.SampleComments;
import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.onnx.internal.inference.TextPipeline;
import io.github.emotions4j.onnx.internal.runtime.GraphRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares the bits of texts in batches with those of the same texts alone, on this processor. ONNX Runtime chooses its
 * kernels by processor and by the shape of a batch, and promises nothing about bits. The result is kept in the cache,
 * one small file per graph, processor and version of ONNX Runtime.
 *
 * <p>Thread-safe.
 */
final class BatchCheck {

    private static final System.Logger LOGGER = System.getLogger(BatchCheck.class.getName());

    private static final String SAME = "same bits";
    private static final String OTHER = "other bits";

    /** Lengths that differ in their remainder by 4, up to the longest text that shares a batch. */
    private static final int[] LENGTHS = {3, 4, 5, 7, 9, 12, 15, 19, 26, 38, 66, 125};

    /** Enough for texts that differ. */
    private static final int COMMENTS = 40;

    private static final int[] BATCH_SIZES = {2, 5, LENGTHS.length};

    private final TextPipeline pipeline;
    private final GraphRunner graph;
    private final Supplier<CpuFlags> processor;

    /** @param processor asked when a result is looked for; the kernels depend on it */
    BatchCheck(TextPipeline pipeline, GraphRunner graph, Supplier<CpuFlags> processor) {
        this.pipeline = pipeline;
        this.graph = graph;
        this.processor = processor;
    }

    /**
     * Whether each text has the same bits in a batch as alone. The first call on a machine runs some batches.
     *
     * @throws InferenceException if a run fails
     */
    boolean passes() {
        Path folder = ResourceCache.standard().folder().resolve("batch-checks");
        Path file = folder.resolve(key());
        Optional<Boolean> known = read(file);
        boolean same = known.orElseGet(this::hasSameBits);
        if (known.isEmpty() && CacheFolder.writable(folder).isPresent()) {
            write(file, same);
        }
        if (!same) {
            LOGGER.log(
                    Level.WARNING,
                    "texts run one by one, which is slower: on this processor a batch changes the last digits of"
                            + " their scores, with " + graph.file());
        }
        return same;
    }

    private String key() {
        Path file = graph.file();
        CpuFlags cpu = processor.get();
        String parts = String.join(
                "\n",
                file.toAbsolutePath().toString(),
                Long.toString(file.toFile().length()),
                Long.toString(file.toFile().lastModified()),
                graph.settings().toString(),
                graph.runtimeVersion(),
                System.getProperty("os.arch"),
                cpu.name(),
                cpu.flags().stream().sorted().toList().toString());
        return Sha256.of(parts);
    }

    private static Optional<Boolean> read(Path file) {
        try {
            String result = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return result.equals(SAME) || result.equals(OTHER) ? Optional.of(result.equals(SAME)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static void write(Path file, boolean same) {
        try {
            AtomicFile.write(file, output -> output.write((same ? SAME : OTHER).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException notKept) {
            LOGGER.log(Level.DEBUG, "the next run compares again, cannot write " + file, notKept);
        }
    }

    private boolean hasSameBits() {
        List<int[]> texts = texts();
        List<float[]> alone =
                texts.stream().map(text -> graph.runBatch(List.of(text)).get(0)).toList();
        return Arrays.stream(BATCH_SIZES).allMatch(size -> hasSameBits(texts, alone, size));
    }

    private boolean hasSameBits(List<int[]> texts, List<float[]> alone, int batchSize) {
        for (int begin = 0; begin < texts.size(); begin += batchSize) {
            int end = Math.min(begin + batchSize, texts.size());
            List<float[]> logits = graph.runBatch(texts.subList(begin, end));
            for (int text = begin; text < end; text++) {
                if (!Arrays.equals(alone.get(text), logits.get(text - begin))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Texts of many lengths, short beside long, cut from the tokens of comments one after the other. */
    private List<int[]> texts() {
        int[] tokens = comments().stream()
                .limit(COMMENTS)
                .flatMapToInt(comment ->
                        Arrays.stream(pipeline.tokenize(comment).window(0).toArray()))
                .toArray();
        int longest = Math.min(pipeline.maxTokens(), Math.min(graph.maxSharedTokens(), tokens.length));
        List<int[]> texts = new ArrayList<>();
        for (int length : LENGTHS) {
            int begin = texts.size() * (tokens.length - longest) / LENGTHS.length;
            texts.add(texts.size() / 2, Arrays.copyOfRange(tokens, begin, begin + Math.min(length, longest)));
        }
        return texts;
    }

    private static List<String> comments() {
        try {
            return SampleComments.load();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
