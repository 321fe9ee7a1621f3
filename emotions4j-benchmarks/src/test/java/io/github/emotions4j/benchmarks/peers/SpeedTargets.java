package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The floors of this library and what a comparison says of them. They are lower where INT8 has no dot product. */
final class SpeedTargets {

    private static final String DEFAULT_PIPELINE = "transformers pipeline, default";
    static final int BASE_WIDTH = 768;

    private final ComparisonResult result;
    private final boolean dotProduct;

    private SpeedTargets(ComparisonResult result) {
        this.result = result;
        this.dotProduct = result.machine().int8DotProduct();
    }

    /** All floors, those of each model first. */
    static List<SpeedTarget> of(ComparisonResult result) {
        SpeedTargets floors = new SpeedTargets(result);
        List<SpeedTarget> all = new ArrayList<>();
        result.models().forEach(model -> {
            all.addAll(floors.of(model));
            all.addAll(BatchTargets.of(model, floors.dotProduct));
        });
        all.addAll(floors.acrossModels());
        return all;
    }

    private List<SpeedTarget> of(ModelResult model) {
        boolean base = model.width() >= BASE_WIDTH;
        String name = model.name() + ": ";
        Optional<SettingResult> bulk = model.ours(true, false);
        Optional<SettingResult> alone = model.ours(true, true);
        Optional<SettingResult> best = model.bestPeer(SettingResult::isInBulk, SpeedTargets::rate);
        double bulkFloor = base ? (dotProduct ? 1.5 : 1.15) : (dotProduct ? 2 : 1.4);
        double ms = dotProduct ? 0.6 : 0.85;
        return List.of(
                rates(name + "bulk against the best peer", bulkFloor, bulk, best),
                rates(
                        name + "bulk against the default pipeline of transformers",
                        base && !dotProduct ? 6 : 10,
                        bulk,
                        model.setting(DEFAULT_PIPELINE)),
                latency(name + "p50 alone against the best peer", ms, alone, model, SettingResult::p50Ms),
                latency(name + "p99 alone against the best peer", ms, alone, model, SettingResult::p99Ms),
                rates(name + "INT8 over our own fp32 in bulk", dotProduct ? 2.5 : 1.4, bulk, model.ours(false, false)),
                share(name, model, bulk),
                new SpeedTarget(
                        name + "INT8 file over the fp32 one",
                        0.26,
                        false,
                        model.fp32Bytes() == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of((double) model.int8Bytes() / model.fp32Bytes()),
                        ""));
    }

    private List<SpeedTarget> acrossModels() {
        Optional<SettingResult> base = model(PeerModel.ROBERTA_BASE)
                .flatMap(model -> model.bestPeer(peer -> peer.int8() && peer.isInBulk(), SpeedTargets::rate));
        Spread first = result.firstAnswerMs();
        return List.of(
                rates("embedded INT8 against RoBERTa-base INT8 of the best peer", 4.5, bulk(PeerModel.EMBEDDED), base),
                rates("6 x 384 INT8 against RoBERTa-base INT8 of the best peer", 9, bulk(PeerModel.BERT_6X384), base),
                new SpeedTarget(
                        "first answer of the command line, seconds",
                        1,
                        false,
                        first == null ? OptionalDouble.empty() : OptionalDouble.of(first.median() / 1000),
                        ""));
    }

    private Optional<ModelResult> model(PeerModel wanted) {
        return result.models().stream()
                .filter(model -> model.name().equals(wanted.toString()))
                .findFirst();
    }

    private Optional<SettingResult> bulk(PeerModel wanted) {
        return model(wanted).flatMap(model -> model.ours(true, false));
    }

    private SpeedTarget share(String name, ModelResult model, Optional<SettingResult> bulk) {
        double limit = result.fastestProduct(true);
        OptionalDouble share = bulk.isEmpty() || Double.isNaN(limit)
                ? OptionalDouble.empty()
                : OptionalDouble.of(rate(bulk.get()) * model.multiplyAddsPerText() / limit);
        return new SpeedTarget(
                name + "share of the machine's own INT8 rate in bulk", 0.6, true, share, "fastest product");
    }

    static SpeedTarget rates(
            String name, double required, Optional<SettingResult> ours, Optional<SettingResult> theirs) {
        OptionalDouble ratio = ours.isEmpty() || theirs.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(rate(ours.get()) / rate(theirs.get()));
        return new SpeedTarget(
                name, required, true, ratio, theirs.map(SettingResult::setting).orElse(""));
    }

    private static SpeedTarget latency(
            String name,
            double required,
            Optional<SettingResult> ours,
            ModelResult model,
            Function<SettingResult, @Nullable Spread> figure) {
        Predicate<SettingResult> alone = peer -> figure.apply(peer) != null;
        Optional<SettingResult> best = model.bestPeer(alone, peer -> -median(figure.apply(peer)));
        OptionalDouble ratio = ours.isEmpty() || best.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(median(figure.apply(ours.get())) / median(figure.apply(best.get())));
        return new SpeedTarget(
                name, required, false, ratio, best.map(SettingResult::setting).orElse(""));
    }

    static double rate(SettingResult setting) {
        return setting.textsPerSecond().median();
    }

    private static double median(@Nullable Spread spread) {
        return spread == null ? Double.NaN : spread.median();
    }
}
