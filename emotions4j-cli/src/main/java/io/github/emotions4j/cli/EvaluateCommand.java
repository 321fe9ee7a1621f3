package io.github.emotions4j.cli;

import io.github.emotions4j.cli.console.Console;
import io.github.emotions4j.cli.console.ProgressBar;
import io.github.emotions4j.cli.input.TextPlace;
import io.github.emotions4j.cli.output.EvaluationFormat;
import io.github.emotions4j.core.EmotionClassifier;
import io.github.emotions4j.core.Scores;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.dataset.GoEmotions;
import io.github.emotions4j.evaluation.Evaluation;
import io.github.emotions4j.evaluation.ScoreMatrix;
import io.github.emotions4j.evaluation.TruthMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code emotions evaluate}: judges a model on labelled texts. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Judges a model on labelled texts, at one threshold for all labels and at the model's own.",
        footer = {
            "",
            "The data has a text a line: text TAB label ids, separated by commas, TAB id, as GoEmotions is published.",
            "text shows precision, recall, F1 and MCC for all labels and for each; json has every figure.",
            "",
            "Examples:",
            "  emotions evaluate --data ../shared/goemotions/test.tsv",
            "  emotions evaluate --data ../shared/goemotions/dev.tsv --threshold 0.3 --format json"
        })
final class EvaluateCommand implements Callable<Integer> {

    private final Console console;
    private final ModelSource models;

    @Option(names = "--data", paramLabel = "F", required = true, description = "The labelled texts.")
    private Path data = Path.of("");

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--threshold",
            paramLabel = "X",
            converter = NumberConverters.Probability.class,
            description = "The one threshold for all labels, from 0 to 1. Default: 0.5.")
    private double threshold = 0.5;

    @Option(names = "--format", paramLabel = "text|json", description = "How to print. Default: text.")
    private EvaluationFormat format = EvaluationFormat.TEXT;

    EvaluateCommand(Console console, ModelSource models) {
        this.console = console;
        this.models = models;
    }

    @Override
    public Integer call() throws IOException {
        try (EmotionClassifier classifier = model.open(models)) {
            Dataset dataset = GoEmotions.readFile(InputFiles.requireFile(data), classifier.labels());
            format.print(evaluations(dataset, classifier), console.output());
        }
        return ExitCode.DONE;
    }

    private List<EvaluationFormat.Named> evaluations(Dataset dataset, EmotionClassifier classifier) {
        TruthMatrix truth = TruthMatrix.of(dataset);
        ScoreMatrix scores = ScoreMatrix.of(scores(dataset, classifier));
        Thresholds fixed = Thresholds.constant(classifier.labels(), threshold);
        return List.of(
                new EvaluationFormat.Named(
                        "fixed", dataset.name() + " at threshold " + threshold, Evaluation.of(truth, scores, fixed)),
                new EvaluationFormat.Named(
                        "model",
                        dataset.name() + " at the model's own thresholds",
                        Evaluation.of(truth, scores, classifier.thresholds())));
    }

    private List<Scores> scores(Dataset dataset, EmotionClassifier classifier) {
        List<Scores> scores = new ArrayList<>();
        Supplier<OptionalDouble> fractionDone = () -> OptionalDouble.of((double) scores.size() / dataset.size());
        try (ProgressBar progress = new ProgressBar(console, fractionDone);
                Stream<Scores> results = classifier.classify(dataset.texts().stream())) {
            results.forEachOrdered(result -> {
                scores.add(result);
                progress.advance();
            });
            return scores;
        } catch (IllegalArgumentException refused) {
            throw new TextPlace(index -> "line " + (index + 1) + " of " + data).located(refused, scores.size());
        }
    }
}
