package io.github.emotions4j.export.cache;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.CacheFolder;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.graph.PortableGraph;
import io.github.emotions4j.export.internal.onnx.GraphHead;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.onnx.spi.GraphProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the graphs that a model folder lacks, and the packed form of those that it has. Each graph is made once and
 * kept in the folder {@code graphs} of the cache. Its name there is a SHA-256 hash of everything that it depends on:
 * copies of a model share one graph, and a changed model gets a new one. Graphs of other formats, which earlier
 * versions wrote, are deleted after a day.
 *
 * <p>A graph is built from the folder's weights. An INT8 graph is quantised from an fp32 graph: the folder's own one if
 * the weights are missing or the architecture is unknown. Large fp32 tensors are stored in {@code model.onnx_data}
 * beside the graph, which ONNX Runtime maps into memory.
 *
 * <p>Thread-safe, and safe for processes that share the cache: a graph appears whole or not at all.
 */
public final class CachedGraphs implements GraphProvider {

    /** Begins every name in the cache. A change in how graphs are written raises the number. */
    private static final String FORMAT = "v5-";

    private final ResourceCache cache;

    /** Keeps graphs in the standard cache. */
    public CachedGraphs() {
        this(ResourceCache.standard());
    }

    /**
     * Keeps graphs in another cache.
     *
     * @param cache where graphs are kept
     */
    public CachedGraphs(ResourceCache cache) {
        this.cache = Objects.requireNonNull(cache, "cache");
    }

    /**
     * Makes a graph, or finds it in the cache.
     *
     * @param modelFolder the model folder; not written to
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @return {@code model.onnx} or {@code model_quantized.onnx} in a folder of its own
     * @throws IllegalArgumentException if {@code precision} is {@link GraphPrecision#AUTO}
     * @throws ModelFormatException if the folder has no readable weights, they do not fit the configuration, or the
     *     architecture cannot be exported; the message names file and field
     * @throws IOException if reading or writing fails
     */
    @Override
    public Path graph(ModelFolder modelFolder, GraphPrecision precision) throws IOException {
        if (precision == GraphPrecision.AUTO) {
            throw new IllegalArgumentException("precision is " + precision + ", expected one of them");
        }
        return cached(source(modelFolder, precision), precision);
    }

    /**
     * Splits a large fp32 graph into the graph and a file of tensors, or finds the result in the cache. ONNX Runtime
     * maps the file of tensors; a graph in one file takes one and a half times its size in memory.
     *
     * @param graph an fp32 graph with its tensors inside; not written to
     * @return the graph in the cache; {@code graph} itself if the cache cannot be written or the file cannot be split
     * @throws IOException if reading or writing fails
     */
    @Override
    public Path mapped(Path graph) throws IOException {
        if (CacheFolder.writable(cache.folder()).isEmpty()) {
            return graph;
        }
        try {
            return cached(new GraphSource.Graph(graph), GraphPrecision.FP32);
        } catch (ModelFormatException cannotBeSplit) {
            System.getLogger(CachedGraphs.class.getName())
                    .log(System.Logger.Level.DEBUG, "not split: " + graph, cannotBeSplit);
            return graph;
        }
    }

    /**
     * Makes the packed form of a folder's graph (see {@link PackedGraph}), or finds it in the cache. The source is the
     * folder's weights, or its INT8 graph if this library wrote it. The INT8 graph of another tool is left as it is,
     * since the folder's thresholds were chosen for that graph.
     *
     * @param modelFolder the model folder; not written to
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @return the graph in the cache; empty if no packed form can be built, or if the cache cannot be written and the
     *     folder has a graph of its own
     * @throws IOException if reading or writing fails
     */
    @Override
    public Optional<Path> fast(ModelFolder modelFolder, GraphPrecision precision) throws IOException {
        boolean hasGraph = modelFolder.graph(precision).isPresent();
        boolean kept = !hasGraph || CacheFolder.writable(cache.folder()).isPresent();
        if (!kept || modelFolder.config().encoder().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<GraphSource> source = fastSource(modelFolder, precision);
            return source.isPresent() ? Optional.of(cached(source.get(), precision)) : Optional.empty();
        } catch (ModelFormatException unusable) {
            System.getLogger(CachedGraphs.class.getName())
                    .log(System.Logger.Level.DEBUG, "no packed form of " + modelFolder.path(), unusable);
            return Optional.empty();
        }
    }

    private static Optional<GraphSource> fastSource(ModelFolder folder, GraphPrecision precision) throws IOException {
        Optional<Path> graph = folder.graph(precision);
        if (precision == GraphPrecision.INT8 && graph.isPresent()) {
            GraphHead head = GraphHead.read(graph.get());
            return head.isOurs() && !head.isPacked()
                    ? Optional.of(new GraphSource.PackedOfInt8(graph.get(), folder.config()))
                    : Optional.empty();
        }
        return folder.hasWeights() ? Optional.of(packedSource(folder, precision)) : Optional.empty();
    }

    private static GraphSource packedSource(ModelFolder folder, GraphPrecision precision) throws IOException {
        return precision == GraphPrecision.INT8
                ? new GraphSource.PackedInt8(weights(folder), folder.tokenizerFiles())
                : new GraphSource.PackedFp32(weights(folder));
    }

    private static GraphSource.FolderOfWeights weights(ModelFolder folder) throws IOException {
        return GraphSource.FolderOfWeights.of(folder.path(), folder.config());
    }

    /**
     * Writes an INT8 graph in the portable form; one that is in it already, or of another tool, is copied.
     *
     * @param graph the graph
     * @param config the model's configuration
     * @param target the file to write or replace, atomically
     * @throws ModelFormatException if the graph is damaged; the message names it
     * @throws IOException if reading or writing fails
     */
    @Override
    public void writePortable(Path graph, ModelConfig config, Path target) throws IOException {
        if (!GraphHead.read(graph).isPortable()) {
            PortableGraph.writeInt8(config, graph, target);
        } else {
            GraphProvider.super.writePortable(graph, config, target);
        }
    }

    private Path cached(GraphSource source, GraphPrecision precision) throws IOException {
        String fileName = precision == GraphPrecision.INT8 ? ModelFiles.QUANTIZED_GRAPH : ModelFiles.GRAPH;
        return new GraphStore(cache.folder().resolve("graphs"), FORMAT)
                .require(key(source, precision), folder -> source.write(folder.resolve(fileName), precision))
                .resolve(fileName);
    }

    private static GraphSource source(ModelFolder folder, GraphPrecision precision) throws IOException {
        Optional<Path> fp32 = precision == GraphPrecision.INT8 ? folder.graph(GraphPrecision.FP32) : Optional.empty();
        boolean readable = folder.config().encoder().isPresent() && folder.hasWeights();
        if (fp32.isPresent() && !readable) {
            return new GraphSource.Graph(fp32.get());
        }
        try {
            return weights(folder);
        } catch (ModelFormatException unusable) {
            throw new ModelFormatException(
                    "model folder " + folder.path() + " has no graph in precision " + precision
                            + ", and none can be made: " + unusable.getMessage(),
                    unusable);
        }
    }

    private String key(GraphSource source, GraphPrecision precision) throws IOException {
        ContentHash hashes = CacheFolder.writable(cache.folder().resolve("hashes"))
                .map(ContentHash::new)
                .orElseGet(ContentHash::new);
        MessageDigest digest = Sha256.newDigest();
        String kind = source.getClass().getSimpleName() + "\n" + source.settings();
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        for (Path file : source.files()) {
            digest.update((file.getFileName() + " " + hashes.of(file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return FORMAT + Sha256.hex(digest) + "-" + precision;
    }
}
