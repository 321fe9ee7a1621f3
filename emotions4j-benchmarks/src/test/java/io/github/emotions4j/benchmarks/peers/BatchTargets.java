package io.github.emotions4j.benchmarks.peers;

import java.util.List;
import java.util.Optional;

/** The floors of batching: folders of weights alone, fp32, and few texts at once. Stateless. */
final class BatchTargets {

    /** The number of texts at once that has floors. */
    static final int FEW_TEXTS = 32;

    private static final String FROM_WEIGHTS = "emotions4j int8 from weights, in bulk";

    private BatchTargets() {}

    static List<SpeedTarget> of(ModelResult model, boolean dotProduct) {
        String name = model.name() + ": ";
        Optional<SettingResult> int8 = model.ours(true, false);
        Optional<SettingResult> fp32 = model.ours(false, false);
        Optional<SettingResult> weights = model.setting(FROM_WEIGHTS);
        return List.of(
                SpeedTargets.rates(name + "INT8 from weights over the quantised folder in bulk", 0.95, weights, int8),
                SpeedTargets.rates(
                        name + "INT8 from weights in bulk against the best peer",
                        fromWeights(model, dotProduct),
                        weights,
                        model.bestPeer(SettingResult::isInBulk, SpeedTargets::rate)),
                SpeedTargets.rates(
                        name + "fp32 in bulk against the best peer's fp32",
                        1.1,
                        fp32,
                        model.bestPeer(peer -> !peer.int8() && peer.isInBulk(), SpeedTargets::rate)),
                SpeedTargets.rates(
                        name + FEW_TEXTS + " at once against the best peer",
                        1.8,
                        lists(model, "int8"),
                        model.bestPeer(BatchTargets::takesFewTexts, SpeedTargets::rate)),
                SpeedTargets.rates(name + FEW_TEXTS + " at once over bulk, INT8", 0.85, lists(model, "int8"), int8),
                SpeedTargets.rates(name + FEW_TEXTS + " at once over bulk, fp32", 0.85, lists(model, "fp32"), fp32),
                SpeedTargets.rates(name + FEW_TEXTS + " threads over bulk, INT8", 0.85, threads(model, "int8"), int8),
                SpeedTargets.rates(name + FEW_TEXTS + " threads over bulk, fp32", 0.85, threads(model, "fp32"), fp32));
    }

    private static double fromWeights(ModelResult model, boolean dotProduct) {
        return model.width() >= SpeedTargets.BASE_WIDTH ? (dotProduct ? 1.2 : 1.3) : (dotProduct ? 1.4 : 1.5);
    }

    /** Lists of few texts, or one text after the other, whose rate does not depend on the length of the list. */
    private static boolean takesFewTexts(SettingResult peer) {
        return peer.atOnce() == FEW_TEXTS || peer.isOneByOne();
    }

    private static Optional<SettingResult> lists(ModelResult model, String precision) {
        return model.setting(new PeerSetting(Tool.EMOTIONS4J, "emotions4j " + precision, FEW_TEXTS).name());
    }

    private static Optional<SettingResult> threads(ModelResult model, String precision) {
        String mode = "emotions4j " + precision + PeerSetting.ONE_TEXT_PER_THREAD;
        return model.setting(new PeerSetting(Tool.EMOTIONS4J, mode, FEW_TEXTS).name());
    }
}
