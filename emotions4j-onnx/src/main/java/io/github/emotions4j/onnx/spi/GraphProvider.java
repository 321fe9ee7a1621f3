package io.github.emotions4j.onnx.spi;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes the ONNX graph of a model folder that has none in the precision that is asked for. The artifact
 * {@code emotions4j-export} brings one; classifying folders that have their graphs needs none.
 *
 * <p>Implementations have a public constructor without parameters and are safe for threads, and for processes that ask
 * for the same folder at the same time.
 */
public interface GraphProvider {

    /**
     * Makes the graph, or finds the one that was made before. The model folder is not written to.
     *
     * @param modelFolder the model folder
     * @param config its configuration
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @return the graph's file, {@code model.onnx} or {@code model_quantized.onnx}
     * @throws ModelFormatException if the folder has nothing that a graph can be made of, or it is damaged; the message
     *     names file and field
     * @throws IOException if reading or writing fails
     */
    Path graph(Path modelFolder, ModelConfig config, GraphPrecision precision) throws IOException;

    /**
     * Makes a form of a large fp32 graph that is loaded with less memory, or finds the one that was made before. What it
     * computes is the same.
     *
     * @param graph an fp32 graph with its tensors inside; not written to
     * @return another file, or {@code graph} itself, as where it is no graph at all
     * @throws IOException if reading or writing fails
     */
    default Path mapped(Path graph) throws IOException {
        return graph;
    }

    /**
     * Makes the form of a folder's graph that ONNX Runtime runs fastest, or finds the one that was made before. It may take
     * {@code input_ids} of shape {@code [1, length]} alone. The model folder is not written to.
     *
     * @param modelFolder the model folder
     * @param config its configuration
     * @param precision {@link GraphPrecision#FP32} or {@link GraphPrecision#INT8}
     * @param graph the folder's own graph in that precision; empty where it has none
     * @return the graph's file, {@code model.onnx} or {@code model_quantized.onnx}; empty where no such form can be made or
     *     kept, so that the folder's own graph has to run
     * @throws IOException if reading or writing fails
     */
    default Optional<Path> fast(Path modelFolder, ModelConfig config, GraphPrecision precision, Optional<Path> graph)
            throws IOException {
        return Optional.empty();
    }

    /**
     * Writes an INT8 graph in the form that every ONNX runtime takes. Weights stay as they are, byte by byte.
     *
     * @param graph an INT8 graph of this library, in either form; any other is copied
     * @param config the model's configuration
     * @param target the file to write or replace, atomically
     * @throws ModelFormatException if the graph is damaged; the message names it
     * @throws IOException if reading or writing fails
     */
    default void writePortable(Path graph, ModelConfig config, Path target) throws IOException {
        AtomicFile.write(target, output -> Files.copy(graph, output));
    }
}
