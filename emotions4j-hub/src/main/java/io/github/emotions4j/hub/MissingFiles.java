package io.github.emotions4j.hub;

import io.github.emotions4j.hub.FileChooser.Choice;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what is missing of a model, and what to do. */
final class MissingFiles {

    private static final List<String> UNSAFE = List.of(".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt");
    private static final List<String> FOREIGN = List.of(".h5", ".msgpack", ".gguf", ".tflite", ".mlmodel", ".ot");
    private static final int NAMED_FILES = 8;

    private MissingFiles() {}

    /** Refuses a model on the hub that lacks what the selection cannot do without. */
    static void check(HubModelId id, FileSelection selection, Choice choice, Collection<String> names) {
        if (!choice.present().contains(FileChooser.CONFIG)) {
            throw new HubException("found no " + FileChooser.CONFIG + " in " + id + ", expected a model folder of"
                    + " transformers; it has " + listed(names));
        }
        if (!choice.hasWeights()) {
            throw new HubException(withoutWeights(id, selection, names));
        }
    }

    private static String withoutWeights(HubModelId id, FileSelection selection, Collection<String> names) {
        List<String> unsafe =
                names.stream().filter(name -> endsWith(name, UNSAFE)).sorted().toList();
        String expected = selection.weights().stream().flatMap(List::stream).collect(Collectors.joining(", "));
        if (!unsafe.isEmpty() && names.stream().noneMatch(MissingFiles::isReadable)) {
            return "found weights of " + id + " in " + unsafe.get(0) + " alone, which is a pickle: loading one runs the"
                    + " code inside it. Expected " + FileSelection.SINGLE_WEIGHTS + ": look for a pull request of the"
                    + " hub's conversion bot and name it, as in " + id.name() + "@refs/pr/1, or save the model with"
                    + " save_pretrained of a recent transformers and give that folder";
        }
        List<String> weights = names.stream()
                .filter(name -> isReadable(name) || endsWith(name, UNSAFE) || endsWith(name, FOREIGN))
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
        String some = names.stream().sorted().limit(NAMED_FILES).collect(Collectors.joining(", "));
        int more = names.size() - NAMED_FILES;
        return names.isEmpty() ? "no files" : some + (more > 0 ? " and " + more + " more" : "");
    }

    /** The cache has no such revision. */
    static HubException offline(HubModelId id, HubOptions options, CachedModel cached) {
        String found = cached.isKnown() ? "another revision of the model" : "nothing of the model";
        return new HubException(
                "found " + found + " in " + options.cache() + ", expected " + id + " there" + wayOut(id));
    }

    /** The cache has the revision without a file. */
    static HubException offline(HubModelId id, HubOptions options, String missing) {
        return new HubException(
                "found no " + missing + " of " + id + " in " + options.cache() + ", expected it there" + wayOut(id));
    }

    /** Refuses a cache that lacks what the selection cannot do without. */
    static void checkOffline(HubModelId id, FileSelection selection, Choice choice, HubOptions options) {
        if (!choice.present().contains(FileChooser.CONFIG)) {
            throw offline(id, options, FileChooser.CONFIG);
        }
        if (!choice.hasWeights()) {
            String names = selection.weights().stream().flatMap(List::stream).collect(Collectors.joining(" or "));
            throw offline(id, options, names);
        }
    }

    private static String wayOut(HubModelId id) {
        return ", because HF_HUB_OFFLINE forbids to fetch it; without that, 'emotions pull " + id + "' does";
    }
}
