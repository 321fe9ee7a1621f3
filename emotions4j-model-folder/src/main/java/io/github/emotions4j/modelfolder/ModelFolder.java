package io.github.emotions4j.modelfolder;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a model, as transformers, Optimum and transformers.js lay it out: the configuration, and where the
 * other files lie. {@code config.json} is read once; every other method looks at the folder when it is called.
 *
 * <p>Immutable and thread-safe. {@link ModelLayout} has the rules, which hold for repositories of the hub too.
 */
public final class ModelFolder {

    private final Path path;
    private final ModelConfig config;

    private ModelFolder(Path path, ModelConfig config) {
        this.path = Objects.requireNonNull(path, "path");
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Opens a model folder.
     *
     * @param path the folder
     * @return the folder with its configuration
     * @throws ModelFormatException if there is no such folder, it has no {@code config.json}, or a field of that is
     *     missing or wrong; the message names file and field
     * @throws IOException if reading fails
     */
    public static ModelFolder open(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        return new ModelFolder(path, ModelConfig.read(path));
    }

    /**
     * A folder whose configuration was read before.
     *
     * @param path the folder
     * @param config its configuration
     * @return the folder; nothing is read
     */
    public static ModelFolder of(Path path, ModelConfig config) {
        return new ModelFolder(path, config);
    }

    /**
     * Looks whether a folder holds a model, or files that would mix with those of a new one.
     *
     * @param folder any folder, which need not exist
     * @return the first such file, such as {@code config.json}, as a name relative to the folder; empty where a model
     *     can be written without touching another
     */
    public static Optional<String> modelFileIn(Path folder) {
        return ModelLayout.ownFiles().stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .findFirst();
    }

    /**
     * The large tensors that a graph keeps outside of its file.
     *
     * @param graph the graph's file
     * @return the files beside it, as {@link ModelLayout#externalData} says; empty for most graphs
     */
    public static List<Path> externalData(Path graph) {
        String name = String.valueOf(graph.getFileName());
        return ModelLayout.externalData(name, data -> Files.isRegularFile(graph.resolveSibling(data))).stream()
                .map(graph::resolveSibling)
                .toList();
    }

    /**
     * Where the folder is.
     *
     * @return its path, as it was given
     */
    public Path path() {
        return path;
    }

    /**
     * What {@code config.json} says.
     *
     * @return the configuration
     */
    public ModelConfig config() {
        return config;
    }

    /**
     * The labels that the model tells apart.
     *
     * @return the configuration's labels in id order
     */
    public LabelSet labels() {
        return config.labels();
    }

    /**
     * The files of the tokenizer.
     *
     * @return those of {@link ModelLayout#tokenizerFiles()} that are there
     */
    public List<Path> tokenizerFiles() {
        return present(ModelLayout.tokenizerFiles());
    }

    /**
     * Finds a graph, in the folder itself or in its subfolder {@code onnx}.
     *
     * @param precision the precision; {@link GraphPrecision#AUTO} finds an INT8 graph before an fp32 one
     * @return the graph's file, or empty where the folder has none in that precision
     */
    public Optional<Path> graph(GraphPrecision precision) {
        Objects.requireNonNull(precision, "precision");
        return present(ModelLayout.graphs(precision)).stream().findFirst();
    }

    /**
     * The places where graphs may lie.
     *
     * @return the folder itself and, where it exists, its subfolder {@code onnx}
     */
    public List<Path> graphFolders() {
        return Stream.of(path, path.resolve(ModelLayout.GRAPH_FOLDER))
                .filter(Files::isDirectory)
                .toList();
    }

    /**
     * Whether the folder has weights that can be read.
     *
     * @return true if it has {@code model.safetensors} or the index of shards
     */
    public boolean hasWeights() {
        return WeightFiles.areIn(path);
    }

    /**
     * The files of the weights.
     *
     * @return {@code model.safetensors}, or the index and the shards that it names
     * @throws ModelFormatException if the folder has no weights in safetensors, or a damaged index; the message says
     *     which other form it has
     * @throws IOException if reading fails
     */
    public List<Path> weightFiles() throws IOException {
        return WeightFiles.list(path);
    }

    /**
     * Reads the thresholds.
     *
     * @return the content of {@code thresholds.json}, or empty where the folder has none
     * @throws ModelFormatException if the file is damaged; the message names file and field
     * @throws IOException if reading fails
     */
    public Optional<ThresholdsFile> thresholds() throws IOException {
        Path file = thresholdsPath();
        return Files.exists(file) ? Optional.of(ThresholdsFile.read(file)) : Optional.empty();
    }

    /**
     * Where the thresholds are, or are to be written.
     *
     * @return the path of {@code thresholds.json}, which need not exist
     */
    public Path thresholdsPath() {
        return path.resolve(ModelFiles.THRESHOLDS);
    }

    /**
     * Where the model card is, or is to be written.
     *
     * @return the path of {@code README.md}, which need not exist
     */
    public Path cardPath() {
        return path.resolve(ModelFiles.CARD);
    }

    /**
     * All files that the model's scores may depend on: configuration, tokenizer, graphs with their external data, and
     * weights. Thresholds choose among scores and are not among them.
     *
     * @return the files that are there, always in the same order
     * @throws ModelFormatException if there is an index of shards and it is damaged
     * @throws IOException if reading fails
     */
    public List<Path> scoreFiles() throws IOException {
        List<Path> files = new ArrayList<>(present(List.of(ModelFiles.CONFIG)));
        files.addAll(tokenizerFiles());
        for (Path graph : present(ModelLayout.graphs(GraphPrecision.AUTO))) {
            files.add(graph);
            files.addAll(externalData(graph));
        }
        if (hasWeights()) {
            weightFiles().stream().filter(Files::isRegularFile).forEach(files::add);
        }
        return List.copyOf(files);
    }

    private List<Path> present(List<String> names) {
        return names.stream().map(path::resolve).filter(Files::isRegularFile).toList();
    }

    /**
     * Names the folder.
     *
     * @return its path
     */
    @Override
    public String toString() {
        return path.toString();
    }
}
