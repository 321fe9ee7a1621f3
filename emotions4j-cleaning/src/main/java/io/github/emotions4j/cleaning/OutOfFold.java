package io.github.emotions4j.cleaning;

import io.github.emotions4j.dataset.Dataset;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.modelfolder.weights.PretrainedEncoder;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.WeightTensor;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.training.EncodedExample;
import io.github.emotions4j.training.ExampleEncoder;
import io.github.emotions4j.training.ExampleScores;
import io.github.emotions4j.training.Trainer;
import io.github.emotions4j.training.TrainingData;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Scores each text of a dataset with a model that was trained on the other folds. The scores of a fold are stored
 * under a hash of all their inputs, and an interrupted fold resumes from its checkpoint. A second run with the same
 * settings therefore computes only what is missing. Not thread-safe; one run at a time in a process.
 */
final class OutOfFold {

    private static final String SCORES = "scores";

    private final PretrainedEncoder base;
    private final Dataset dataset;
    private final FoldSplit split;
    private final OutOfFoldOptions options;
    private final CleaningListener listener;
    private final String fingerprint;

    OutOfFold(
            PretrainedEncoder base,
            Dataset dataset,
            FoldSplit split,
            OutOfFoldOptions options,
            CleaningListener listener) {
        this.base = requireUntaught(base, dataset);
        this.dataset = dataset;
        this.split = split;
        this.options = options;
        this.listener = listener;
        this.fingerprint = FoldFingerprint.of(base, dataset, split, options.training());
    }

    // A head for the same labels has most likely learned from these very texts, and would repeat what it learned.
    private static PretrainedEncoder requireUntaught(PretrainedEncoder base, Dataset dataset) {
        if (base.hasHeadFor(dataset.labels())) {
            throw new IllegalArgumentException("base " + base.name() + " already has a head for the labels of '"
                    + dataset.name() + "', expected an encoder that has not learned from these texts");
        }
        return base;
    }

    /**
     * Trains and scores all folds.
     *
     * @return the scores of all examples
     * @throws io.github.emotions4j.core.TrainingException if training cannot go on
     * @throws IllegalArgumentException if a text has more tokens than the encoder takes; the message names it
     * @throws IOException if the folder cannot be read or written
     */
    ScoreMatrix scores() throws IOException {
        Files.createDirectories(options.folder());
        float[][] scores = new float[dataset.size()][dataset.labels().size()];
        try (TextTokenizer tokenizer = TextTokenizer.of(
                base.tokenizerJson().getBytes(StandardCharsets.UTF_8), "tokenizer of " + base.name())) {
            List<EncodedExample> encoded = new ExampleEncoder(
                            text -> tokenizer.encode(text).toArray(),
                            base.config().maxTokens())
                    .encode(dataset);
            for (int fold = 0; fold < split.folds(); fold++) {
                put(kept(fold, encoded), split.in(fold), scores);
            }
        }
        return ScoreMatrix.of(dataset.labels(), scores);
    }

    private static void put(FloatBuffer from, int[] examples, float[][] scores) {
        for (int example : examples) {
            from.get(scores[example]);
        }
    }

    private FloatBuffer kept(int fold, List<EncodedExample> encoded) throws IOException {
        int[] examples = split.in(fold);
        long[] shape = {examples.length, dataset.labels().size()};
        Path file = options.folder().resolve(name(fold) + ".safetensors");
        if (Files.exists(file)) {
            listener.stageStarted(title(fold) + "scored before, kept in " + file);
        } else {
            Weights weights = train(fold, encoded);
            listener.stageStarted(title(fold) + "scoring " + examples.length + " texts");
            WeightTensor scores = WeightTensor.of(score(examples, encoded, weights), shape);
            Safetensors.write(file, new Weights(Map.of(SCORES, scores), name(fold)));
            // Only now: until the scores lie on the disk, the checkpoint is all there is.
            Files.deleteIfExists(runFolder(fold).resolve(Trainer.CHECKPOINT));
        }
        return Safetensors.read(file).weights().require(SCORES, shape).values();
    }

    private Weights train(int fold, List<EncodedExample> encoded) throws IOException {
        List<EncodedExample> others =
                Arrays.stream(split.outside(fold)).mapToObj(encoded::get).toList();
        listener.stageStarted(title(fold) + "learning from " + others.size() + " texts");
        Files.createDirectories(runFolder(fold));
        TrainingData data = new TrainingData(dataset.labels(), others, List.of());
        return new Trainer(base, data, options.training(), runFolder(fold), listener).resume();
    }

    private float[] score(int[] examples, List<EncodedExample> encoded, Weights weights) {
        List<EncodedExample> unseen =
                Arrays.stream(examples).mapToObj(encoded::get).toList();
        int labelCount = dataset.labels().size();
        FloatBuffer scores = FloatBuffer.allocate(examples.length * labelCount);
        for (float[] row : ExampleScores.of(
                base.config(),
                labelCount,
                weights,
                unseen,
                options.training().runtime().precision())) {
            scores.put(row);
        }
        return scores.array();
    }

    private Path runFolder(int fold) {
        return options.folder().resolve(name(fold));
    }

    private String name(int fold) {
        return fingerprint + "-fold-" + (fold + 1) + "-of-" + split.folds();
    }

    private String title(int fold) {
        return "fold " + (fold + 1) + " of " + split.folds() + ": ";
    }
}
