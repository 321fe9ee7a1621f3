package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.benchmarks.Latency;
import io.github.emotions4j.benchmarks.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one setting: first to warm up, then by turns with all others. */
final class SettingRuns {

    private static final int WARM_UP_TEXTS = 32;
    private static final double WARM_UP_SECONDS = 1;

    private final PeerSetting setting;
    private final PeerProcess process;
    private final PeerRun first;
    private final int count;
    private final List<PeerRun> runs = new ArrayList<>();

    private SettingRuns(PeerSetting setting, PeerProcess process, PeerRun first, int count) {
        this.setting = setting;
        this.process = process;
        this.first = first;
        this.count = count;
    }

    /** Loads and warms up a setting, and sees how many texts it can take in the time. */
    static SettingRuns warmUp(PeerSetting setting, PeerProcess process, int texts, double seconds)
            throws PeerMissingException {
        PeerRun first = process.run(setting, Math.min(WARM_UP_TEXTS, texts));
        int fewest = Math.min(texts, Math.max(WARM_UP_TEXTS, setting.atOnce()));
        double rate = rate(process, setting, fewest);
        int second = (int) Math.max(fewest, Math.min(texts, rate * WARM_UP_SECONDS));
        double warmRate = rate(process, setting, second);
        double fitting = Math.max(ComparisonOptions.FEWEST_TEXTS, warmRate * seconds);
        return new SettingRuns(setting, process, first, wholeLists(setting, (int) Math.min(texts, fitting)));
    }

    /** So many texts that no list is shorter than the others. */
    private static int wholeLists(PeerSetting setting, int count) {
        int size = setting.textsPerCall(count);
        return Math.max(1, count / size) * size;
    }

    void runOnce() throws PeerMissingException {
        runs.add(process.run(setting, count));
    }

    PeerSetting setting() {
        return setting;
    }

    int count() {
        return count;
    }

    /** The run over the first few texts, which are the same for all settings. */
    PeerRun first() {
        return first;
    }

    double lastRate() {
        return count / runs.get(runs.size() - 1).seconds();
    }

    SettingResult result(PeerRun reference) {
        return new SettingResult(
                setting.name(),
                setting.isOurs(),
                setting.isInt8(),
                new SettingResult.Sample(count, runs.size(), setting.atOnce()),
                spread(run -> count / run.seconds()),
                setting.isAlone() ? latencies() : SettingResult.Latency.NONE,
                first.scoreDifference(reference));
    }

    private SettingResult.Latency latencies() {
        return new SettingResult.Latency(
                spread(run -> latency(run).p50()), spread(run -> latency(run).p99()));
    }

    private static double rate(PeerProcess process, PeerSetting setting, int count) throws PeerMissingException {
        return count / process.run(setting, count).seconds();
    }

    private Spread spread(ToDoubleFunction<PeerRun> figure) {
        return Spread.of(runs.stream().mapToDouble(figure).toArray());
    }

    private static Latency latency(PeerRun run) {
        return Latency.of(
                run.latenciesMs().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
