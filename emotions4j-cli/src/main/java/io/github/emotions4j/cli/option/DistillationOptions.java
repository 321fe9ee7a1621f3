package io.github.emotions4j.cli.option;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.finetuning.TeacherOptions;
import io.github.emotions4j.hub.FileSelection;
import io.github.emotions4j.training.DistillationLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a run learns besides labelled texts. */
public final class DistillationOptions {

    @Option(
            names = "--teacher",
            paramLabel = "MODEL",
            description = "A model for the same labels to learn from too: a folder, or ORG/NAME on the hub. Several are"
                    + " averaged. What they say is kept, so that each is asked once.")
    private List<Path> teachers = new ArrayList<>();

    @Option(
            names = "--teacher-share",
            paramLabel = "X",
            description = "The teachers' share of a labelled text's loss, from 0 to 1. Default: 0.5.")
    private @Nullable Double share;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "Softens what teachers say when above 1. Default: 1.")
    private @Nullable Double temperature;

    @Option(
            names = "--unlabelled",
            paramLabel = "F",
            description = "Texts without labels, one a line, that only the teachers teach.")
    private @Nullable Path unlabelled;

    /** How much teachers count. */
    public DistillationLoss distillation() {
        DistillationLoss defaults = DistillationLoss.defaults();
        return new DistillationLoss(
                temperature == null ? defaults.temperature() : temperature,
                share == null ? defaults.teacherWeight() : share);
    }

    /** Finds the teachers and reads the texts. */
    public TeacherOptions read(Console console) throws IOException {
        FolderResolver folders = new FolderResolver(console);
        List<Path> found = new ArrayList<>();
        for (Path teacher : teachers) {
            found.add(folders.find(teacher, FileSelection.classify()));
        }
        return TeacherOptions.of(found, unlabelled == null ? List.of() : lines(unlabelled));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }
}
