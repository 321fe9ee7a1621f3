package io.github.emotions4j.cli.command;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ProgressBar;
import io.github.emotions4j.cli.input.LabelledFile;
import io.github.emotions4j.cli.input.TextPlace;
import io.github.emotions4j.cli.output.LongTextNote;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.TunedThresholds;
import io.github.emotions4j.finetuning.CalibrationReport;
import io.github.emotions4j.finetuning.TuningListener;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far the scoring of labelled texts is. Not thread-safe. */
final class ScoringProgress implements TuningListener {

    private final Console console;
    private final String calibration;
    private final IdentityHashMap<Dataset, TextPlace> places = new IdentityHashMap<>();
    private @Nullable Scoring scoring;

    /** One dataset that is being scored. */
    private static final class Scoring {

        private final ProgressBar bar;
        private final LongTextNote note;
        private int done;

        private Scoring(Console console, TextPlace place, int size) {
            this.bar = new ProgressBar(console, () -> OptionalDouble.of((double) done / size));
            this.note = new LongTextNote(place);
        }
    }

    ScoringProgress(Console console) {
        this(console, "the model");
    }

    /** With the words for what a calibration changes and on which texts. */
    ScoringProgress(Console console, String calibration) {
        this.console = console;
        this.calibration = calibration;
    }

    /** Takes the file that a dataset was read from, and gives the dataset. */
    Dataset watch(LabelledFile file) {
        places.put(file.dataset(), file.place());
        return file.dataset();
    }

    @Override
    public void scoringStarted(Dataset data) {
        scoring = new Scoring(console, place(data), data.size());
    }

    @Override
    public void textScored(Dataset data, Scores scores) {
        Scoring current = Objects.requireNonNull(scoring);
        current.done++;
        current.note.count(scores);
        current.bar.advance();
    }

    @Override
    public void scoringEnded(Dataset data) {
        Scoring current = Objects.requireNonNull(scoring);
        current.bar.close();
        if (current.done == data.size()) {
            current.note.print(console);
        }
    }

    @Override
    public IllegalArgumentException refused(Dataset data, int index, IllegalArgumentException refusal) {
        return place(data).located(refusal, index);
    }

    @Override
    public void thresholdsWritten(Path file, TunedThresholds tuned) {
        say("wrote " + file + " (" + tuned.search().description() + ")");
    }

    @Override
    public void calibrated(CalibrationReport report) {
        say("calibrated " + calibration + ": " + report.description());
        List<String> unchanged = report.scaling().unchangedLabels();
        if (!unchanged.isEmpty()) {
            say("not calibrated, no positive or no negative examples: " + String.join(", ", unchanged));
        }
    }

    private TextPlace place(Dataset data) {
        return Objects.requireNonNull(places.get(data), "dataset was not announced");
    }

    private void say(String message) {
        console.error().println("emotions: " + message);
    }
}
