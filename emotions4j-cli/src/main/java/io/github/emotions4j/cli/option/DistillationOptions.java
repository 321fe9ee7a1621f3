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

/** The options of knowledge distillation. */
public final class DistillationOptions {

    @Option(
            names = "--teacher",
            paramLabel = "MODEL",
            description =
                    "A teacher model with the same labels: a folder, or ORG/NAME on the hub. The logits of several"
                            + " teachers are averaged. Teacher logits are cached.")
    private List<Path> teachers = new ArrayList<>();

    @Option(
            names = "--teacher-share",
            paramLabel = "X",
            description =
                    "Weight of the distillation loss of a labelled text, from 0 to 1; the label loss has the rest."
                            + " Default: 0.5.")
    private @Nullable Double share;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "Distillation temperature: above 1 it softens the teachers' probabilities. Default: 1.")
    private @Nullable Double temperature;

    @Option(
            names = "--unlabelled",
            paramLabel = "F",
            description = "Unlabelled texts, one per line, that are trained on teacher logits alone.")
    private @Nullable Path unlabelled;

    /**
     * The distillation loss.
     *
     * @return temperature and weight
     * @throws IllegalArgumentException if one of them is out of range
     */
    public DistillationLoss distillation() {
        DistillationLoss defaults = DistillationLoss.defaults();
        return new DistillationLoss(
                temperature == null ? defaults.temperature() : temperature,
                share == null ? defaults.teacherWeight() : share);
    }

    /**
     * Finds the teachers, downloading them where needed, and reads the unlabelled texts.
     *
     * @param console shows the progress of a download
     * @return the teachers and the texts
     * @throws IOException if the network or the disk fails
     */
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
