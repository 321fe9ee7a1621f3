package io.github.emotions4j.onnx.spi;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.onnx.Precision;
import java.io.IOException;
import java.nio.file.Path;

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
     * @param precision {@link Precision#FP32} or {@link Precision#INT8}
     * @return the graph's file, {@code model.onnx} or {@code model_quantized.onnx}
     * @throws ModelFormatException if the folder has nothing that a graph can be made of, or it is damaged; the message
     *     names file and field
     * @throws IOException if reading or writing fails
     */
    Path graph(Path modelFolder, ModelConfig config, Precision precision) throws IOException;

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
}
