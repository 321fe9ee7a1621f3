package io.github.emotions4j.export;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.ResourceCache;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.onnx.Precision;
import io.github.emotions4j.onnx.spi.GraphProvider;
import io.github.emotions4j.weights.FolderWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the graphs of folders that have none in the wanted precision, once: they stay in the cache that
 * {@link ResourceCache#standard()} names, in its folder {@code graphs}, under the SHA-256 of all that they are made of. The
 * same model in two places has one graph; a model that changed gets another.
 *
 * <p>A graph is made of the folder's weights. An INT8 graph is made of an fp32 one, that of the folder where the weights
 * are not there or not of a known architecture. Large fp32 tensors lie in {@code model.onnx_data} beside the graph, which
 * ONNX Runtime maps.
 *
 * <p>Thread-safe, and safe for processes that share the cache: a graph appears whole or not at all.
 */
public final class CachedGraphs implements GraphProvider {

    /** Part of each key: to be raised when a graph would be written otherwise. */
    private static final String FORMAT = "emotions4j graph 1";

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
     * @param precision {@link Precision#FP32} or {@link Precision#INT8}
     * @return {@code model.onnx} or {@code model_quantized.onnx} in a folder of its own
     * @throws IllegalArgumentException if {@code precision} is {@link Precision#AUTO}
     * @throws ModelFormatException if the folder has no weights that can be read, they do not fit the configuration, or its
     *     architecture is none that can be exported; the message names file and field
     * @throws IOException if reading or writing fails
     */
    @Override
    public Path graph(Path modelFolder, ModelConfig config, Precision precision) throws IOException {
        if (precision == Precision.AUTO) {
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
        if (GraphStore.writable(cache.folder()).isEmpty()) {
            return graph;
        }
        try {
            return cached(new GraphSource.Graph(graph), Precision.FP32);
        } catch (ModelFormatException cannotBeSplit) {
            System.getLogger(CachedGraphs.class.getName())
                    .log(System.Logger.Level.DEBUG, "not split: " + graph, cannotBeSplit);
            return graph;
        }
    }

    private Path cached(GraphSource source, Precision precision) throws IOException {
        String fileName = precision == Precision.INT8 ? ModelFiles.QUANTIZED_GRAPH : ModelFiles.GRAPH;
        return new GraphStore(cache.folder().resolve("graphs"))
                .require(key(source, precision), folder -> source.write(folder.resolve(fileName), precision))
                .resolve(fileName);
    }

    private static GraphSource source(Path folder, ModelConfig config, Precision precision) throws IOException {
        Optional<Path> fp32 = precision == Precision.INT8 ? fp32Graph(folder) : Optional.empty();
        boolean readable = config.encoder().isPresent() && FolderWeights.isIn(folder);
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

    private static Optional<Path> fp32Graph(Path folder) {
        return List.of(folder, folder.resolve("onnx")).stream()
                .map(place -> place.resolve(ModelFiles.GRAPH))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private String key(GraphSource source, Precision precision) throws IOException {
        ContentHash hashes = new ContentHash(GraphStore.writable(cache.folder().resolve("hashes")));
        MessageDigest digest = ContentHash.sha256();
        digest.update((FORMAT + "\n" + source.getClass().getSimpleName() + "\n").getBytes(StandardCharsets.UTF_8));
        for (Path file : source.files()) {
            digest.update((file.getFileName() + " " + hashes.of(file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return ContentHash.hex(digest) + "-" + precision;
    }
}
