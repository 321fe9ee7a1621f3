package io.github.emotions4j.export.quantization;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.export.graph.PackedGraph;
import io.github.emotions4j.export.internal.onnx.Metadata;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the inputs of an INT8 graph's products are quantised where one scale serves all texts: it depends on no
 * neighbour, so texts can run in batches and keep their bits.
 *
 * <p>An INT8 graph of this library carries them in its metadata, under {@value #KEY}: a line per matrix with its name,
 * scale and zero point. The portable form goes on to find scales while it runs, which is what other runtimes are
 * fastest with; {@link PackedGraph} uses these.
 *
 * <p>Immutable and thread-safe.
 */
public final class ActivationScales {

    public static final String KEY = "emotions4j.activation_scales";

    private final Map<String, ActivationScale> ofMatrices;

    ActivationScales(Map<String, ActivationScale> ofMatrices) {
        this.ofMatrices = new TreeMap<>(ofMatrices);
    }

    /**
     * No scales: the graph quantises every activation with a scale of its own at run time.
     *
     * @return an empty set of scales
     */
    public static ActivationScales none() {
        return new ActivationScales(Map.of());
    }

    /**
     * Whether there is no scale.
     *
     * @return true for {@link #none()}
     */
    public boolean isEmpty() {
        return ofMatrices.isEmpty();
    }

    /**
     * Reads the scales that an INT8 graph carries.
     *
     * @param int8Graph the ONNX file
     * @return its scales, empty if it carries none
     * @throws ModelFormatException if the file is no ONNX graph, or its scales are damaged; the message names it
     * @throws IOException if reading fails
     */
    public static Optional<ActivationScales> read(Path int8Graph) throws IOException {
        return Metadata.value(OnnxReader.read(int8Graph), KEY).map(lines -> parse(lines, int8Graph.toString()));
    }

    /**
     * Writes the scales into an INT8 graph of the same encoder, in place of those that it carries.
     *
     * @param int8Graph the ONNX file, replaced atomically
     * @throws ModelFormatException if the file is no ONNX graph
     * @throws IOException if reading or writing fails; then the file is as before
     */
    public void write(Path int8Graph) throws IOException {
        OnnxMl.ModelProto model = Metadata.with(OnnxReader.read(int8Graph), KEY, toString());
        AtomicFile.write(int8Graph, model::writeTo);
    }

    /**
     * The scale of the inputs of a matrix.
     *
     * @param matrix the name of the matrix in the fp32 graph
     * @return its scale, empty if there is none
     */
    public Optional<ActivationScale> of(String matrix) {
        return Optional.ofNullable(ofMatrices.get(matrix));
    }

    /**
     * Parses the value of {@link #KEY} in a graph's metadata.
     *
     * @param lines a line per matrix: name, scale, zero point
     * @param source what to call the graph in errors
     * @return the scales
     * @throws ModelFormatException if a line has another form; the message quotes it
     */
    public static ActivationScales parse(String lines, String source) {
        Map<String, ActivationScale> scales = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" ", -1);
            try {
                scales.put(parts[0], new ActivationScale(Float.parseFloat(parts[1]), Integer.parseInt(parts[2])));
            } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException damaged) {
                throw new ModelFormatException(
                        "found '" + line + "' in metadata " + KEY
                                + ", expected a matrix, its scale and its zero point in " + source,
                        damaged);
            }
        }
        return new ActivationScales(scales);
    }

    /**
     * The scales as the metadata hold them.
     *
     * @return a line per matrix: name, scale, zero point
     */
    @Override
    public String toString() {
        return ofMatrices.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().scale() + " "
                        + entry.getValue().zeroPoint())
                .collect(Collectors.joining("\n"));
    }
}
