package io.github.emotions4j.export.quantization;

import ai.onnx.proto.OnnxMl;
import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.export.graph.FastGraph;
import io.github.emotions4j.export.internal.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the inputs of an INT8 graph's products are quantised where one scale serves all texts: it depends on no neighbour, so
 * texts of one length can run together and keep their bits.
 *
 * <p>An INT8 graph of this library carries them in its metadata, under {@value #KEY}: a line per matrix with its name, scale
 * and zero point. The portable form goes on to find scales while it runs, which is what other runtimes are fastest with;
 * {@link FastGraph} uses these.
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
     * Reads the scales that an INT8 graph carries.
     *
     * @param int8Graph the ONNX file
     * @return its scales, empty where it has none
     * @throws ModelFormatException if the file is no ONNX graph, or its scales are damaged; the message names it
     * @throws IOException if reading fails
     */
    public static Optional<ActivationScales> read(Path int8Graph) throws IOException {
        return of(OnnxReader.read(int8Graph), int8Graph.toString());
    }

    /**
     * Writes the scales into an INT8 graph of the same encoder, in place of those that it carries.
     *
     * @param int8Graph the ONNX file, replaced atomically
     * @throws ModelFormatException if the file is no ONNX graph
     * @throws IOException if reading or writing fails; then the file is as before
     */
    public void write(Path int8Graph) throws IOException {
        OnnxMl.ModelProto model = addedTo(OnnxReader.read(int8Graph));
        AtomicFile.write(int8Graph, model::writeTo);
    }

    public static Optional<ActivationScales> of(OnnxMl.ModelProto model, String source) {
        return model.getMetadataPropsList().stream()
                .filter(property -> property.getKey().equals(KEY))
                .findFirst()
                .map(property -> parse(property.getValue(), source));
    }

    public OnnxMl.ModelProto addedTo(OnnxMl.ModelProto model) {
        OnnxMl.ModelProto.Builder changed = model.toBuilder().clearMetadataProps();
        model.getMetadataPropsList().stream()
                .filter(property -> !property.getKey().equals(KEY))
                .forEach(changed::addMetadataProps);
        return changed.addMetadataProps(
                        OnnxMl.StringStringEntryProto.newBuilder().setKey(KEY).setValue(toString()))
                .build();
    }

    /** The scale of a matrix's inputs, if it is known. */
    public Optional<ActivationScale> of(String matrix) {
        return Optional.ofNullable(ofMatrices.get(matrix));
    }

    private static ActivationScales parse(String lines, String source) {
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
