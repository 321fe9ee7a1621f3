package io.github.emotions4j.encoders;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A Maven artifact with an encoder inside.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name what the encoder is called, such as {@code e5-small-v2}
 * @param hubId the encoder's id on the hub that published it, such as {@code intfloat/e5-small-v2}
 * @param coordinates {@code group:artifact:version}
 * @param content how the encoder lies in the jar
 */
public record EncoderArtifact(String name, String hubId, String coordinates, EncoderFormat content) {

    /** Checks that nothing is null. */
    public EncoderArtifact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(coordinates, "coordinates");
        Objects.requireNonNull(content, "content");
    }

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
            return content.read(name, zip);
        } catch (ZipException damaged) {
            throw new ModelFormatException("no valid jar at " + jar + ": " + damaged.getMessage(), damaged);
        }
    }
}
