package io.github.emotions4j.hub;

import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Goes through the files that a selection wants and asks for each whether the model has it. */
final class FileChooser {

    /** What is known of a file. */
    enum Presence {
        PRESENT,
        ABSENT,
        UNKNOWN
    }

    /**
     * What was found, each list in the order of asking.
     *
     * @param present files to have
     * @param absent files that the model does not have
     * @param unknown files of which nobody can say; treated as absent
     * @param hasWeights whether weights are among the present, or none were wanted
     */
    record Choice(List<String> present, List<String> absent, List<String> unknown, boolean hasWeights) {

        /** Whether the present files do, and no other answer could change which they are. */
        boolean isCertain() {
            return unknown.isEmpty() && isEnough();
        }

        boolean isEnough() {
            return hasWeights && present.contains(ModelFiles.CONFIG);
        }
    }

    private final Function<String, Presence> presence;
    private final Set<String> present = new LinkedHashSet<>();
    private final Set<String> absent = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    private FileChooser(Function<String, Presence> presence) {
        this.presence = presence;
    }

    static Choice choose(FileSelection selection, Function<String, Presence> presence) {
        FileChooser chooser = new FileChooser(presence);
        boolean hasWeights = chooser.takeAll(selection);
        return new Choice(
                new ArrayList<>(chooser.present),
                new ArrayList<>(chooser.absent),
                new ArrayList<>(chooser.unknown),
                hasWeights);
    }

    private boolean takeAll(FileSelection selection) {
        take(ModelFiles.CONFIG);
        if (!take(ModelFiles.TOKENIZER)) {
            ModelLayout.vocabularies().forEach(this::take);
        }
        ModelLayout.tokenizerSettings().forEach(this::take);
        take(ModelFiles.THRESHOLDS);
        take(ModelFiles.CARD);
        boolean found = selection.weights().isEmpty();
        for (List<String> kind : selection.weights()) {
            found |= takeFirst(kind);
            if (found && !selection.wantsEveryKind()) {
                return true;
            }
        }
        return found;
    }

    private boolean takeFirst(List<String> names) {
        for (String name : names) {
            if (take(name)) {
                if (name.endsWith(".onnx")) {
                    ModelLayout.externalData(name, this::take);
                }
                return true;
            }
        }
        return false;
    }

    private boolean take(String name) {
        Presence found = presence.apply(name);
        switch (found) {
            case PRESENT -> present.add(name);
            case ABSENT -> absent.add(name);
            case UNKNOWN -> unknown.add(name);
        }
        return found == Presence.PRESENT;
    }
}
