package io.github.emotions4j.onnx.spi;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes ONNX graphs that a model folder lacks. The artifact {@code emotions4j-export} contains one; folders that have
 * their graphs can be classified without.
 *
 * <p>Implementations have a public constructor without parameters. They are thread-safe, and several processes may ask
 * for the same folder at the same time.
 */
public interface GraphProvider {

    /**
     * Makes a graph, or finds the one made before. The model folder stays unchanged.
     *
     * @param modelFolder the model folder, without a graph in that precision
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @return the file, named {@code model.onnx} or {@code model_quantized.onnx}
     * @throws ModelFormatException if the folder has nothing to make a graph from, or a file is damaged; the message
     *     names file and field
     * @throws IOException if reading or writing fails
     */
    Path graph(ModelFolder modelFolder, GraphPrecision precision) throws IOException;

    /**
     * Makes a form of a large fp32 graph that loads with less memory, or finds the one made before. It computes the
     * same.
     *
     * @param graph an fp32 graph with its tensors inside; stays unchanged
     * @return another file, or {@code graph} itself where there is no such form
     * @throws IOException if reading or writing fails
     */
    default Path mapped(Path graph) throws IOException {
        return graph;
    }

    /**
     * Makes the form of a folder's graph that runs fastest on ONNX Runtime, or finds the one made before. It may take
     * packed batches, see {@code PackedGraph} of emotions4j-export. The model folder stays unchanged.
     *
     * @param modelFolder the model folder, with or without a graph in that precision
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @return the file, named {@code model.onnx} or {@code model_quantized.onnx}; empty where no such form can be made
     *     or cached, so that the folder's own graph runs
     * @throws IOException if reading or writing fails
     */
    default Optional<Path> fast(ModelFolder modelFolder, GraphPrecision precision) throws IOException {
        return Optional.empty();
    }

    /**
     * Writes an INT8 graph in the form that every ONNX runtime accepts. The weights keep their bytes.
     *
     * @param graph an INT8 graph of this library in either form, or the graph of another tool, which is copied
     * @param config the configuration of the model
     * @param target the file to write or to replace atomically
     * @throws ModelFormatException if the graph is damaged; the message names it
     * @throws IOException if reading or writing fails
     */
    default void writePortable(Path graph, ModelConfig config, Path target) throws IOException {
        AtomicFile.write(target, output -> Files.copy(graph, output));
    }
}
