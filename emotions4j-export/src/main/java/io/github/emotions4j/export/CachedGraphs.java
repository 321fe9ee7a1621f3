package io.github.emotions4j.export;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.CacheFolder;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.core.internal.Sha256;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.WeightFiles;
import io.github.emotions4j.onnx.spi.GraphProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the graphs of folders that have none in the wanted precision, and the fast form of those that have one, once: they
 * stay in the cache that {@link ResourceCache#standard()} names, in its folder {@code graphs}, under the SHA-256 of all that
 * they are made of. The same model in two places has one graph; a model that changed gets another.
 *
 * <p>A graph is made of the folder's weights. An INT8 graph is made of an fp32 one, that of the folder where the weights
 * are not there or not of a known architecture. Large fp32 tensors lie in {@code model.onnx_data} beside the graph, which
 * ONNX Runtime maps.
 *
 * <p>Thread-safe, and safe for processes that share the cache: a graph appears whole or not at all.
 */
public final class CachedGraphs implements GraphProvider {

    /** Part of each key: to be raised when a graph would be written otherwise. */
    private static final String FORMAT = "emotions4j graph 4";

    private final ResourceCache cache;

    /** Keeps graphs in the standard cache. */
    public CachedGraphs() {
        this(ResourceCache.standard());
    }

    /**
     * Keeps graphs in a cache of the caller's choice.
     *
     * @param cache the cache
     */
    public CachedGraphs(ResourceCache cache) {
        this.cache = Objects.requireNonNull(cache, "cache");
    }

    /**
     * Makes a graph, or finds it in the cache.
     *
     * @param modelFolder the model folder; not written to
     * @param config its configuration
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @return {@code model.onnx} or {@code model_quantized.onnx} in a folder of its own
     * @throws IllegalArgumentException if {@code precision} is {@link GraphPrecision#AUTO}
     * @throws ModelFormatException if the folder has no weights that can be read, they do not fit the configuration, or its
     *     architecture is none that can be exported; the message names file and field
     * @throws IOException if reading or writing fails
     */
    @Override
    public Path graph(Path modelFolder, ModelConfig config, GraphPrecision precision) throws IOException {
        if (precision == GraphPrecision.AUTO) {
            throw new IllegalArgumentException("precision is " + precision + ", expected one of them");
        }
        return cached(source(modelFolder, config, precision), precision);
    }

    /**
     * Makes the form of a large fp32 graph whose tensors lie in a file of their own, or finds it in the cache: ONNX Runtime
     * maps that file, where it would hold one and a half times the size of a whole graph in memory.
     *
     * @param graph an fp32 graph with its tensors inside; not written to
     * @return the graph in the cache; {@code graph} itself where the cache cannot be written, or the file is none that can
     *     be split, which ONNX Runtime may yet take
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
     * Makes the form of {@link FastGraph}, or finds it in the cache. It is made of the folder's weights; where the folder
     * has an INT8 graph, of that one alone, and only when this library wrote it: the thresholds of another tool's graph
     * belong to what that tool made of the weights.
     *
     * @param modelFolder the model folder; not written to
     * @param config its configuration
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @param graph the folder's own graph in that precision; empty where it has none
     * @return the graph in the cache; empty where the architecture, the graph or the weights are none that can be built
     *     from, and where the cache cannot be written though the folder has a graph
     * @throws IOException if reading or writing fails
     */
    @Override
    public Optional<Path> fast(Path modelFolder, ModelConfig config, GraphPrecision precision, Optional<Path> graph)
            throws IOException {
        boolean kept = graph.isEmpty() || CacheFolder.writable(cache.folder()).isPresent();
        if (!kept || config.encoder().isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<GraphSource> source = fastSource(modelFolder, config, precision, graph);
            return source.isPresent() ? Optional.of(cached(source.get(), precision)) : Optional.empty();
        } catch (ModelFormatException unusable) {
            System.getLogger(CachedGraphs.class.getName())
                    .log(System.Logger.Level.DEBUG, "no fast form of " + modelFolder, unusable);
            return Optional.empty();
        }
    }

    private static Optional<GraphSource> fastSource(
            Path folder, ModelConfig config, GraphPrecision precision, Optional<Path> graph) throws IOException {
        if (precision == GraphPrecision.INT8 && graph.isPresent()) {
            GraphHead head = GraphHead.read(graph.get());
            return head.isOurs() && !head.isFast()
                    ? Optional.of(new GraphSource.FastOfInt8(graph.get(), config))
                    : Optional.empty();
        }
        return WeightFiles.areIn(folder)
                ? Optional.of(new GraphSource.FastOfWeights(GraphSource.FolderOfWeights.of(folder, config)))
                : Optional.empty();
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
        if (GraphHead.read(graph).isFast()) {
            PortableGraph.writeInt8(config, graph, target);
        } else {
            GraphProvider.super.writePortable(graph, config, target);
        }
    }

    private Path cached(GraphSource source, GraphPrecision precision) throws IOException {
        String fileName = precision == GraphPrecision.INT8 ? ModelFiles.QUANTIZED_GRAPH : ModelFiles.GRAPH;
        return new GraphStore(cache.folder().resolve("graphs"))
                .require(key(source, precision), folder -> source.write(folder.resolve(fileName), precision))
                .resolve(fileName);
    }

    private static GraphSource source(Path folder, ModelConfig config, GraphPrecision precision) throws IOException {
        ModelFolder model = ModelFolder.of(folder, config);
        Optional<Path> fp32 = precision == GraphPrecision.INT8 ? model.graph(GraphPrecision.FP32) : Optional.empty();
        boolean readable = config.encoder().isPresent() && model.hasWeights();
        if (fp32.isPresent() && !readable) {
            return new GraphSource.Graph(fp32.get());
        }
        try {
            return GraphSource.FolderOfWeights.of(folder, config);
        } catch (ModelFormatException unusable) {
            throw new ModelFormatException(
                    "model folder " + folder + " has no graph in precision " + precision + ", and none can be made: "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private String key(GraphSource source, GraphPrecision precision) throws IOException {
        ContentHash hashes = new ContentHash(CacheFolder.writable(cache.folder().resolve("hashes")));
        MessageDigest digest = Sha256.newDigest();
        String kind = FORMAT + "\n" + source.getClass().getSimpleName() + "\n" + source.settings();
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        for (Path file : source.files()) {
            digest.update((file.getFileName() + " " + hashes.of(file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(digest) + "-" + precision;
    }
}
