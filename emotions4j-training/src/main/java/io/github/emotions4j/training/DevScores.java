package io.github.emotions4j.training;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.matrix.ScoreMatrix;
import io.github.emotions4j.evaluation.matrix.TruthMatrix;
import io.github.emotions4j.evaluation.metric.Evaluation;
import io.github.emotions4j.evaluation.threshold.ThresholdSearch;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Loss and macro-F1 of the model in training on the dev split.
 *
 * @param loss mean binary cross-entropy
 * @param macroF1 with thresholds chosen on dev
 * @param macroF1AtHalf with threshold 0.5
 */
record DevScores(double loss, double macroF1, double macroF1AtHalf) {

    private static final int BATCH_SIZE = 64;

    /** Scores dev, each worker with a forward pass of its own. The result does not depend on how many there are. */
    static DevScores of(StepGradients model, TrainingData data, EncoderConfig config) {
        LengthSortedExamples byLength = LengthSortedExamples.of(data.dev());
        List<LengthSortedExamples> batches = byLength.batches(BATCH_SIZE);
        BatchScores[] scored = new BatchScores[batches.size()];
        List<Integer> places = IntStream.range(0, scored.length).boxed().toList();
        Workers workers = model.workers();
        workers.each(worker -> {
            for (int place : workers.share(worker, places)) {
                scored[place] = scores(model.forward(worker), batches.get(place).examples(), data.labels(), config);
            }
            return worker;
        });
        float[][] scores = Arrays.stream(scored)
                .flatMap(batch -> Arrays.stream(batch.scores()))
                .toArray(float[][]::new);
        double loss = Arrays.stream(scored).mapToDouble(BatchScores::lossSum).sum() / byLength.size();
        return evaluate(loss, truth(byLength.examples(), data.labels()), ScoreMatrix.of(data.labels(), scores));
    }

    /** The scores of a batch's examples, and the sum of their losses. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record BatchScores(float[][] scores, double lossSum) {}

    private static BatchScores scores(
            TorchForward forward, List<EncodedExample> examples, LabelSet labels, EncoderConfig config) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGrad = new NoGradGuard()) {
            Batch batch = Batch.of(examples, labels.size(), config);
            Tensor logits = forward.logits(batch);
            double loss = torch.binary_cross_entropy_with_logits(logits, batch.labels())
                    .item_double();
            float[][] scores = new float[batch.size()][labels.size()];
            FloatBuffer values = Parameter.floats(torch.sigmoid(logits).contiguous());
            for (float[] row : scores) {
                values.get(row);
            }
            return new BatchScores(scores, loss * batch.size());
        }
    }

    private static DevScores evaluate(double loss, TruthMatrix truth, ScoreMatrix scores) {
        Thresholds chosen = ThresholdSearch.defaults().choose(truth, scores).thresholds();
        Thresholds half = Thresholds.constant(truth.labels(), 0.5);
        return new DevScores(
                loss,
                Evaluation.of(truth, scores, chosen).macro().f1(),
                Evaluation.of(truth, scores, half).macro().f1());
    }

    private static TruthMatrix truth(List<EncodedExample> examples, LabelSet labels) {
        boolean[][] truth = new boolean[examples.size()][labels.size()];
        for (int row = 0; row < truth.length; row++) {
            for (int label : examples.get(row).labelIds()) {
                truth[row][label] = true;
            }
        }
        return TruthMatrix.of(labels, truth);
    }
}
