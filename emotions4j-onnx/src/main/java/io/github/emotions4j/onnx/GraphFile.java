package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
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
 * Finds the graph of a model folder: the fast form of it where there is one, one that lies in the folder, or else one that
 * is made of its weights. Stateless.
 */
final class GraphFile {

    /** From this size on, memory matters more than a second copy on the disk. */
    private static final long LARGE_GRAPH_BYTES = 256L << 20;

    private GraphFile() {}

    static Path of(Path folder, ModelConfig config, OnnxOptions options) throws IOException {
        Optional<Path> found = ModelFolder.of(folder, config).graph(options.precision());
        GraphPrecision wanted = found.map(GraphFile::precision).orElse(wanted(options.precision()));
        Optional<Path> fast =
                options.graphForm() == GraphForm.FAST ? fast(folder, config, wanted, found) : Optional.empty();
        return fast.isPresent() ? fast.get() : portable(folder, config, options.precision(), found);
    }

    // fp32, as the weights are: an INT8 graph scores a little otherwise, so it is made on request alone.
    private static GraphPrecision wanted(GraphPrecision precision) {
        return precision == GraphPrecision.AUTO ? GraphPrecision.FP32 : precision;
    }

    private static GraphPrecision precision(Path graph) {
        return GraphPrecision.ofGraph(graph.getFileName().toString());
    }

    private static Optional<Path> fast(Path folder, ModelConfig config, GraphPrecision precision, Optional<Path> found)
            throws IOException {
        Optional<GraphProvider> provider = provider();
        return provider.isPresent() ? provider.get().fast(folder, config, precision, found) : Optional.empty();
    }

    private static Path portable(Path folder, ModelConfig config, GraphPrecision precision, Optional<Path> found)
            throws IOException {
        if (found.isPresent()) {
            return economical(found.get());
        }
        GraphPrecision wanted = wanted(precision);
        return provider().orElseThrow(() -> absent(folder, precision)).graph(folder, config, wanted);
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

    private static ModelFormatException absent(Path folder, GraphPrecision precision) {
        return new ModelFormatException("model folder " + folder + " has no graph in precision " + precision
                + ", expected " + String.join(" or ", precision.graphFiles())
                + ", there or in its subfolder " + ModelLayout.GRAPH_FOLDER + "; to make one of " + ModelFiles.WEIGHTS
                + ", add the artifact io.github.emotions4j:emotions4j-export");
    }
}
