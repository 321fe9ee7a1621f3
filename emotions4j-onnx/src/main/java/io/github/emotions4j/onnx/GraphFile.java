package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ModelLayout;
import io.github.emotions4j.onnx.spi.GraphProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds the graph of a model folder that runs: its packed form if there is one, otherwise the folder's own graph,
 * otherwise a graph made from its weights. Stateless.
 */
final class GraphFile {

    /** From this size on, memory matters more than a second copy on the disk. */
    private static final long LARGE_GRAPH_BYTES = 256L << 20;

    private GraphFile() {}

    static Path of(ModelFolder folder, OnnxOptions options) throws IOException {
        if (options.graphForm() == GraphForm.FAST) {
            Optional<Path> fast = fast(folder, options.precision());
            if (fast.isPresent()) {
                return fast.get();
            }
        }
        return portable(folder, options.precision());
    }

    private static Optional<Path> fast(ModelFolder folder, GraphPrecision precision) throws IOException {
        Optional<GraphProvider> provider = provider();
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        GraphPrecision found = folder.graph(precision).map(GraphFile::precision).orElse(made(precision));
        return provider.get().fast(folder, found);
    }

    private static Path portable(ModelFolder folder, GraphPrecision precision) throws IOException {
        Optional<Path> found = folder.graph(precision);
        if (found.isPresent()) {
            return economical(found.get());
        }
        return provider().orElseThrow(() -> absent(folder, precision)).graph(folder, made(precision));
    }

    /**
     * The precision of a graph that is made: fp32 like the weights, since INT8 changes scores and is only made on
     * request.
     */
    private static GraphPrecision made(GraphPrecision precision) {
        return precision == GraphPrecision.AUTO ? GraphPrecision.FP32 : precision;
    }

    private static GraphPrecision precision(Path graph) {
        return GraphPrecision.ofGraph(graph.getFileName().toString());
    }

    private static Path economical(Path graph) throws IOException {
        boolean large = precision(graph) == GraphPrecision.FP32 && Files.size(graph) >= LARGE_GRAPH_BYTES;
        Optional<GraphProvider> provider = large ? provider() : Optional.empty();
        return provider.isPresent() ? provider.get().mapped(graph) : graph;
    }

    static Optional<GraphProvider> provider() {
        return ServiceLoader.load(GraphProvider.class, GraphFile.class.getClassLoader())
                .findFirst();
    }

    private static ModelFormatException absent(ModelFolder folder, GraphPrecision precision) {
        return new ModelFormatException("model folder " + folder.path() + " has no graph in precision " + precision
                + ", expected " + String.join(" or ", precision.graphFiles())
                + ", there or in its subfolder " + ModelLayout.GRAPH_FOLDER + "; to make one of " + ModelFiles.WEIGHTS
                + ", add the artifact io.github.emotions4j:emotions4j-export");
    }
}
