package io.github.emotions4j.onnx;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.core.internal.AtomicFile;
import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.onnx.spi.GraphProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the embedded model, which the artifact {@code emotions4j-model} puts on the class path.
 *
 * <p>Immutable and thread-safe.
 */
public final class EmbeddedModel {

    private static final String ROOT = "io/github/emotions4j/model/";

    private static final List<String> FILES = List.of(
            ModelFiles.CONFIG,
            ModelFiles.TOKENIZER,
            ModelFiles.TOKENIZER_CONFIG,
            ModelFiles.THRESHOLDS,
            ModelFiles.QUANTIZED_GRAPH,
            ModelFiles.CARD);

    private final ClassLoader classPath;

    private EmbeddedModel(ClassLoader classPath) {
        this.classPath = classPath;
    }

    /**
     * Finds the model on the class path of this library.
     *
     * @return the model
     * @throws IllegalStateException if there is none; the artifact {@code io.github.emotions4j:emotions4j} brings one
     */
    public static EmbeddedModel find() {
        return find(EmbeddedModel.class.getClassLoader());
    }

    /**
     * Finds the model on a class path.
     *
     * @throws IllegalStateException if there is none
     */
    static EmbeddedModel find(ClassLoader classPath) {
        EmbeddedModel model = new EmbeddedModel(classPath);
        if (model.resource(ModelFiles.CONFIG).isEmpty()) {
            throw new IllegalStateException("no embedded model on the class path, found no resource " + ROOT
                    + ModelFiles.CONFIG + ", expected the artifact io.github.emotions4j:emotions4j-model");
        }
        return model;
    }

    /**
     * The names of the model's files.
     *
     * @return names in a model folder, such as {@code config.json}
     */
    public List<String> fileNames() {
        return FILES.stream().filter(name -> resource(name).isPresent()).toList();
    }

    /**
     * Opens one file.
     *
     * @param fileName its name, one of {@link #fileNames()}
     * @return its content, to be closed by the caller
     * @throws ModelFormatException if the model has no such file
     * @throws IOException if reading fails
     */
    public InputStream open(String fileName) throws IOException {
        return required(fileName).openStream();
    }

    /**
     * Writes the model as a model folder. Existing files of the same names are replaced atomically. With a
     * {@link GraphProvider} on the class path the graph is written in the form that other tools can run.
     *
     * @param folder the folder; created if absent
     * @throws IOException if writing fails
     */
    public void copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : fileNames()) {
            copy(name, folder.resolve(name));
        }
    }

    private void copy(String name, Path target) throws IOException {
        Optional<GraphProvider> provider =
                name.equals(ModelFiles.QUANTIZED_GRAPH) ? GraphFile.provider() : Optional.empty();
        if (provider.isPresent()) {
            provider.get().writePortable(unpacked(ModelFiles.QUANTIZED_GRAPH), config(), target);
            return;
        }
        try (InputStream content = open(name)) {
            AtomicFile.write(target, content::transferTo);
        }
    }

    /** The model's configuration. */
    ModelConfig config() throws IOException {
        return ModelConfig.parse(read(ModelFiles.CONFIG), source(ModelFiles.CONFIG));
    }

    /** The whole content of a small file. */
    byte[] read(String fileName) throws IOException {
        try (InputStream content = open(fileName)) {
            return content.readAllBytes();
        }
    }

    /** Name of a file in error messages. */
    static String source(String fileName) {
        return "the embedded model's " + fileName;
    }

    /** The graph that runs, as a file: the packed form if the model has one. */
    Path graphFile() throws IOException {
        return unpacked(
                resource(ModelFiles.PACKED_QUANTIZED_GRAPH).isPresent()
                        ? ModelFiles.PACKED_QUANTIZED_GRAPH
                        : ModelFiles.QUANTIZED_GRAPH);
    }

    /**
     * A graph with the file that it refers to, unpacked into the cache once. ONNX Runtime loads a file in half the time
     * and half the memory that it needs for bytes.
     */
    private Path unpacked(String fileName) throws IOException {
        URL graph = required(fileName);
        if (graph.getProtocol().equals("file")) {
            return Path.of(URI.create(graph.toString()));
        }
        List<URL> graphs = Stream.of(ModelFiles.QUANTIZED_GRAPH, ModelFiles.PACKED_QUANTIZED_GRAPH)
                .flatMap(name -> resource(name).stream())
                .toList();
        return ResourceCache.standard().unpack("model", graphs).resolve(fileName);
    }

    private URL required(String fileName) {
        return resource(fileName)
                .orElseThrow(() -> new ModelFormatException("the embedded model has no " + fileName + ", expected "
                        + "one of " + fileNames() + " under " + ROOT + " on the class path"));
    }

    private Optional<URL> resource(String fileName) {
        return Optional.ofNullable(classPath.getResource(ROOT + fileName));
    }
}
