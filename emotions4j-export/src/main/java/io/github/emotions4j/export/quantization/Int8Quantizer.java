package io.github.emotions4j.export.quantization;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.export.internal.onnx.Initializers;
import io.github.emotions4j.export.internal.onnx.Metadata;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import io.github.emotions4j.export.internal.quantization.ActivationSmoothing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Turns an fp32 graph into one with INT8 weights and activations that are quantised while it runs.
 *
 * <p>Every MatMul and Gemm with constant weights becomes DynamicQuantizeLinear, MatMulInteger, Cast and Mul; nodes that
 * share an input share its quantisation. Their weights are signed integers in [-64, 64] with one scale per output, so
 * that no CPU can saturate. Tables of embeddings become Gather, Cast and Mul over 8-bit rows
 * with one scale per row; a table of fewer than {@value #MIN_TABLE_ROWS} rows stays as it is. All operators are plain
 * {@code ai.onnx}, and ONNX Runtime fuses them to its fast integer kernels when it loads the graph. Graphs of this
 * library, of PyTorch and of Optimum are understood. The values of quantised tensors stand under the fp32 tensor's name
 * with {@code _quantized} and {@code _scale} behind it.
 *
 * <p>In a graph of this library, outlier activations of a feed-forward layer are first divided by powers of two and the
 * weights multiplied by them, as in SmoothQuant: see {@link ActivationSmoothing}.
 *
 * <p>Stateless and thread-safe. Source: the ONNX operator specification.
 */
public final class Int8Quantizer {

    /** Smaller tables stay fp32, such as the two rows of token type embeddings. */
    static final int MIN_TABLE_ROWS = 16;

    private static final int MIN_OPSET = 11;

    private Int8Quantizer() {}

    /**
     * Writes the INT8 form of a graph.
     *
     * @param fp32Graph the fp32 ONNX file
     * @param target the file to write or replace, atomically
     * @return what it did, tensor by tensor
     * @throws IllegalArgumentException if both paths are the same file
     * @throws ModelFormatException if the file is no ONNX graph, keeps its tensors in other files, has an opset below
     *     11, holds a weight that is not finite, or has nothing to quantise
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static QuantizationReport quantize(Path fp32Graph, Path target) throws IOException {
        return write(fp32Graph, target, graph -> new QuantizedGraph(graph, fp32Graph.toString()));
    }

    /**
     * Writes the INT8 form of a graph, and finds the scales of its activations on texts: the graph then carries
     * {@link ActivationScales}, with which this library runs texts in batches. Its nodes, and so what other
     * runtimes compute, are the same as without.
     *
     * @param fp32Graph the fp32 ONNX file
     * @param target the file to write or replace, atomically
     * @param texts token ids of texts like those that will be classified, special tokens included; some hundred are
     *     enough. Without any the graph carries no scales
     * @return what it did, tensor by tensor
     * @throws IllegalArgumentException if both paths are the same file
     * @throws ModelFormatException as {@link #quantize(Path, Path)} says, or if ONNX Runtime cannot run the graph
     * @throws io.github.emotions4j.core.InferenceException if a text has a token that the graph does not know
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static QuantizationReport quantize(Path fp32Graph, Path target, List<int[]> texts) throws IOException {
        if (texts.isEmpty()) {
            return quantize(fp32Graph, target);
        }
        requireTwoFiles(fp32Graph, target);
        Path without = Files.createTempFile("emotions4j", ".onnx");
        try {
            QuantizationReport report = quantize(fp32Graph, without);
            OnnxMl.ModelProto model = Metadata.with(
                    OnnxReader.read(without),
                    ActivationScales.KEY,
                    ActivationProbe.scales(without, texts).toString());
            AtomicFile.write(target, model::writeTo);
            return report.ofSize(Files.size(target));
        } finally {
            Files.delete(without);
        }
    }

    /**
     * Writes the INT8 form of a graph with the activation smoothing of another INT8 graph.
     *
     * @param fp32Graph the fp32 ONNX file
     * @param target the file to write or replace, atomically
     * @param int8Graph an INT8 graph of this library, of the same model
     * @return what it did, tensor by tensor
     * @throws IllegalArgumentException if both paths are the same file
     * @throws ModelFormatException as {@link #quantize(Path, Path)} says
     * @throws IOException if reading or writing fails; then {@code target} is as before
     */
    public static QuantizationReport quantizeLike(Path fp32Graph, Path target, Path int8Graph) throws IOException {
        OnnxMl.ModelProto other = OnnxReader.read(int8Graph);
        ActivationSmoothing smoothing =
                ActivationSmoothing.in(new Initializers(other.getGraph(), int8Graph.toString()));
        return write(fp32Graph, target, graph -> new QuantizedGraph(graph, fp32Graph.toString(), smoothing));
    }

    private static QuantizationReport write(
            Path fp32Graph, Path target, Function<OnnxMl.GraphProto, QuantizedGraph> rewriting) throws IOException {
        requireTwoFiles(fp32Graph, target);
        OnnxMl.ModelProto model = OnnxReader.read(fp32Graph);
        requireOpset(model, fp32Graph);
        QuantizedGraph quantized = rewriting.apply(model.getGraph());
        OnnxMl.GraphProto graph = quantized.rewrite();
        List<QuantizedTensor> tensors = quantized.tensors();
        requireMatMul(tensors, fp32Graph);
        AtomicFile.write(target, model.toBuilder().setGraph(graph).build()::writeTo);
        return new QuantizationReport(Files.size(fp32Graph), Files.size(target), tensors, quantized.nodesInFp32());
    }

    private static void requireTwoFiles(Path source, Path target) {
        if (source.toAbsolutePath().normalize().equals(target.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("source and target are both " + target + ", expected two files");
        }
    }

    private static void requireOpset(OnnxMl.ModelProto model, Path file) {
        for (OnnxMl.OperatorSetIdProto opset : model.getOpsetImportList()) {
            boolean standard = opset.getDomain().isEmpty() || opset.getDomain().equals("ai.onnx");
            if (standard && opset.getVersion() < MIN_OPSET) {
                throw new ModelFormatException("opset is " + opset.getVersion() + ", expected at least " + MIN_OPSET
                        + " (DynamicQuantizeLinear) in " + file);
            }
        }
    }

    private static void requireMatMul(List<QuantizedTensor> tensors, Path file) {
        if (tensors.stream().noneMatch(tensor -> tensor.use() == QuantizedTensor.Use.MATMUL)) {
            throw new ModelFormatException(
                    "no MatMul or Gemm with constant fp32 weights, expected the fp32 graph of a transformer in "
                            + file);
        }
    }
}
