package io.github.emotions4j.modelfolder;

import io.github.emotions4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the safetensors files of a folder: {@code model.safetensors} or, where that is absent, the shards that
 * {@code model.safetensors.index.json} names.
 *
 * <p>Stateless and thread-safe.
 */
public final class WeightFiles {

    /** Files that hold the same weights in forms that are not read, as transformers names them. */
    private static final List<String> OTHER_FORMS = List.of(
            "pytorch_model.bin",
            "pytorch_model.bin.index.json",
            "tf_model.h5",
            "flax_model.msgpack",
            "model.ckpt.index");

    private WeightFiles() {}

    /**
     * Whether a folder has weights that can be read.
     *
     * @param folder the folder, which needs no {@code config.json}
     * @return true if it has {@code model.safetensors} or {@code model.safetensors.index.json}
     */
    public static boolean areIn(Path folder) {
        return find(folder).isPresent();
    }

    /**
     * All files that hold a folder's weights.
     *
     * @param folder the folder, which needs no {@code config.json}
     * @return {@code model.safetensors}, or the index and then the shards that it names, which need not exist
     * @throws ModelFormatException as {@link #require} says, or if the index is damaged
     * @throws IOException if reading fails
     */
    public static List<Path> list(Path folder) throws IOException {
        Path file = require(folder);
        List<Path> files = new ArrayList<>(List.of(file));
        if (isIndex(file)) {
            ShardIndex.read(file).shards().stream().map(folder::resolve).forEach(files::add);
        }
        return List.copyOf(files);
    }

    /**
     * The file that the weights are read by.
     *
     * @param folder the folder, which needs no {@code config.json}
     * @return {@code model.safetensors} or, where that is absent, {@code model.safetensors.index.json}
     * @throws ModelFormatException if there is neither; the message names the weights in another form where the folder
     *     has such
     */
    public static Path require(Path folder) {
        return find(folder).orElseThrow(() -> absent(folder));
    }

    /**
     * Whether a file that {@link #require} found is an index of shards.
     *
     * @param file the file
     * @return false if it holds the weights itself
     */
    public static boolean isIndex(Path file) {
        return file.endsWith(ModelFiles.WEIGHTS_INDEX);
    }

    private static Optional<Path> find(Path folder) {
        return ModelLayout.weights().stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static ModelFormatException absent(Path folder) {
        return OTHER_FORMS.stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .findFirst()
                .map(name -> otherForm(folder, name))
                .orElseGet(() -> new ModelFormatException("model folder " + folder + " has no weights, expected "
                        + ModelFiles.WEIGHTS + " or " + ModelFiles.WEIGHTS_INDEX));
    }

    private static ModelFormatException otherForm(Path folder, String name) {
        String reason = name.startsWith("pytorch_model")
                ? ", which is never read: it is a pickle, and reading a pickle runs code that it brings."
                : ", a form that is not read.";
        return new ModelFormatException("model folder " + folder + " has its weights in " + name + " alone" + reason
                + " Expected " + ModelFiles.WEIGHTS + "; transformers writes it: AutoModelForSequenceClassification"
                + ".from_pretrained(DIR).save_pretrained(DIR, safe_serialization=True)");
    }
}
