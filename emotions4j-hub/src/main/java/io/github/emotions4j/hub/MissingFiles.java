package io.github.emotions4j.hub;

import io.github.emotions4j.hub.FileChooser.Choice;
import io.github.emotions4j.modelfolder.ModelFiles;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Errors for models that lack the files of a selection; the messages say what to do. */
final class MissingFiles {

    private static final List<String> UNSAFE = List.of(".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt");
    private static final List<String> OTHER_FRAMEWORKS =
            List.of(".h5", ".msgpack", ".gguf", ".tflite", ".mlmodel", ".ot");
    private static final int MAX_LISTED_FILES = 8;

    private MissingFiles() {}

    /** Requires that a model on the hub has a configuration and the weights of the selection. */
    static void requireComplete(HubModelId id, FileSelection selection, Choice choice, Collection<String> names) {
        if (!choice.present().contains(ModelFiles.CONFIG)) {
            throw new HubException("found no " + ModelFiles.CONFIG + " in " + id + ", expected a model folder of"
                    + " transformers; it has " + listed(names));
        }
        if (!choice.hasWeights()) {
            throw new HubException(noWeights(id, selection, names));
        }
    }

    private static String noWeights(HubModelId id, FileSelection selection, Collection<String> names) {
        List<String> unsafe =
                names.stream().filter(name -> endsWith(name, UNSAFE)).sorted().toList();
        String expected = selection.weights().stream().flatMap(List::stream).collect(Collectors.joining(", "));
        if (!unsafe.isEmpty() && names.stream().noneMatch(MissingFiles::isReadable)) {
            return "found weights of " + id + " only in " + unsafe.get(0) + ", which is a pickle: loading a pickle runs"
                    + " the code inside it. Expected " + ModelFiles.WEIGHTS
                    + ": look for a pull request of the"
                    + " hub's conversion bot and use its revision, as in " + id.name() + "@refs/pr/1, or save the model"
                    + " with save_pretrained of a recent transformers and use that folder";
        }
        List<String> weights = names.stream()
                .filter(name -> isReadable(name) || endsWith(name, UNSAFE) || endsWith(name, OTHER_FRAMEWORKS))
                .sorted()
                .toList();
        return "found nothing to " + selection.purpose() + " with in " + id + ", expected one of " + expected
                + "; it has " + (weights.isEmpty() ? listed(names) : listed(weights));
    }

    private static boolean isReadable(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".onnx");
    }

    private static boolean endsWith(String name, List<String> endings) {
        return endings.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static String listed(Collection<String> names) {
        String some = names.stream().sorted().limit(MAX_LISTED_FILES).collect(Collectors.joining(", "));
        int more = names.size() - MAX_LISTED_FILES;
        return names.isEmpty() ? "no files" : some + (more > 0 ? " and " + more + " more" : "");
    }

    /** The error for a revision that the cache does not have. */
    static HubException notCached(HubModelId id, HubOptions options, CachedModel cached) {
        String found = cached.isKnown() ? "another revision of the model" : "nothing of the model";
        return new HubException(
                "found " + found + " in " + options.cache() + ", expected " + id + " there" + remedy(id));
    }

    /** The error for a file that the cached revision does not have. */
    static HubException notCached(HubModelId id, HubOptions options, String missing) {
        return new HubException(
                "found no " + missing + " of " + id + " in " + options.cache() + ", expected it there" + remedy(id));
    }

    /** Requires that the cache has a configuration and the weights of the selection. */
    static void requireCached(HubModelId id, FileSelection selection, Choice choice, HubOptions options) {
        if (!choice.present().contains(ModelFiles.CONFIG)) {
            throw notCached(id, options, ModelFiles.CONFIG);
        }
        if (!choice.hasWeights()) {
            String names = selection.weights().stream().flatMap(List::stream).collect(Collectors.joining(" or "));
            throw notCached(id, options, names);
        }
    }

    private static String remedy(HubModelId id) {
        return ", because HF_HUB_OFFLINE is set; unset it and run 'emotions pull " + id + "' to download it";
    }
}
