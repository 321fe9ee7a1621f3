package io.github.emotions4j.training;

import io.github.emotions4j.core.LabelSet;
import io.github.emotions4j.core.Thresholds;
import io.github.emotions4j.evaluation.Evaluation;
import io.github.emotions4j.evaluation.ScoreMatrix;
import io.github.emotions4j.evaluation.ThresholdSearch;
import io.github.emotions4j.evaluation.TruthMatrix;
import io.github.emotions4j.modelfolder.EncoderConfig;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How the model in training does on dev.
 *
 * @param loss mean binary cross-entropy
 * @param macroF1 with thresholds chosen on dev
 * @param macroF1AtHalf with threshold 0.5
 */
record DevScores(double loss, double macroF1, double macroF1AtHalf) {

    private static final int BATCH_SIZE = 64;

    static DevScores of(TorchForward forward, TrainingData data, EncoderConfig config) {
        List<EncodedExample> byLength = new ArrayList<>(data.dev());
        byLength.sort(Comparator.comparingInt(EncodedExample::length));
        LabelSet labels = data.labels();
        float[][] scores = new float[byLength.size()][labels.size()];
        double lossSum = 0;
        int row = 0;
        for (List<EncodedExample> examples : BatchPlan.batches(byLength, BATCH_SIZE)) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard noGrad = new NoGradGuard()) {
                Batch batch = Batch.of(examples, labels.size(), config);
                Tensor logits = forward.logits(batch);
                lossSum += torch.binary_cross_entropy_with_logits(logits, batch.labels())
                                .item_double()
                        * batch.size();
                FloatBuffer values = Parameter.floats(torch.sigmoid(logits).contiguous());
                for (int i = 0; i < batch.size(); i++) {
                    values.get(scores[row++]);
                }
            }
        }
        return judge(lossSum / byLength.size(), truth(byLength, labels), ScoreMatrix.of(labels, scores));
    }

    private static DevScores judge(double loss, TruthMatrix truth, ScoreMatrix scores) {
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
