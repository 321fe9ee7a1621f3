package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.weights.OnnxEncoder;
import io.github.emotions4j.weights.PretrainedEncoder;
import io.github.emotions4j.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A Maven artifact with an encoder inside: an fp32 ONNX graph and a {@code tokenizer.json}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name what the encoder is called, such as {@code e5-small-v2}
 * @param hubId the encoder's id on the hub that published it, such as {@code intfloat/e5-small-v2}
 * @param coordinates {@code group:artifact:version}
 * @param graphEntry the graph's path inside the jar
 * @param tokenizerEntry the tokenizer's path inside the jar
 * @param headCount attention heads, which the graph does not tell
 */
public record EncoderArtifact(
        String name, String hubId, String coordinates, String graphEntry, String tokenizerEntry, int headCount) {

    /**
     * Reads the encoder out of its jar.
     *
     * @param jar the artifact's file
     * @return the encoder
     * @throws ModelFormatException if the jar is damaged or lacks an entry or a tensor; the message names it
     * @throws IOException if reading fails
     */
    public PretrainedEncoder read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Weights weights;
            try (InputStream graph = open(zip, graphEntry, jar)) {
                weights = OnnxEncoder.readWeights(graph, headCount, graphEntry + " in " + jar);
            }
            EncoderConfig config = OnnxEncoder.config(weights, headCount);
            try (InputStream tokenizer = open(zip, tokenizerEntry, jar)) {
                String json = new String(tokenizer.readAllBytes(), StandardCharsets.UTF_8);
                return new PretrainedEncoder(name, config, weights, json);
            }
        } catch (ZipException damaged) {
            throw new ModelFormatException("no valid jar at " + jar + ": " + damaged.getMessage(), damaged);
        }
    }

    private static InputStream open(ZipFile zip, String entryName, Path jar) throws IOException {
        ZipEntry entry = zip.getEntry(entryName);
        if (entry == null) {
            throw new ModelFormatException("jar has no entry '" + entryName + "', expected an encoder in " + jar);
        }
        return zip.getInputStream(entry);
    }
}
