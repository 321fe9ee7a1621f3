package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A Maven artifact with an encoder.
 *
 * <p>Immutable and thread-safe.
 */
public final class EncoderArtifact {

    private final String name;
    private final String hubId;
    private final String coordinates;
    private final EncoderFormat format;

    EncoderArtifact(String name, String hubId, String coordinates, EncoderFormat format) {
        this.name = name;
        this.hubId = hubId;
        this.coordinates = coordinates;
        this.format = format;
    }

    /**
     * The name of the encoder.
     *
     * @return the name, such as {@code e5-small-v2}
     */
    public String name() {
        return name;
    }

    /**
     * The encoder's id on the Hugging Face hub, where it was published first.
     *
     * @return the id, such as {@code intfloat/e5-small-v2}
     */
    public String hubId() {
        return hubId;
    }

    /**
     * The Maven coordinates.
     *
     * @return {@code group:artifact:version}
     */
    public String coordinates() {
        return coordinates;
    }

    /**
     * Reads the encoder from its jar.
     *
     * @param jar the artifact's file
     * @return the encoder
     * @throws ModelFormatException if the jar is damaged, or an entry or a tensor is missing; the message names it
     * @throws IOException if reading fails
     */
    public PretrainedEncoder read(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return format.read(name, zip);
        } catch (ZipException damaged) {
            throw new ModelFormatException("no valid jar at " + jar + ": " + damaged.getMessage(), damaged);
        }
    }

    @Override
    public String toString() {
        return "EncoderArtifact[" + name + ", " + coordinates + "]";
    }
}
