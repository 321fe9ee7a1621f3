package io.github.emotions4j.benchmarks.peers;

import java.util.List;

/**
 * What is compared and for how long.
 *
 * @param models which models
 * @param tools which tools
 * @param repeats how often each setting runs, by turns with all others
 * @param secondsPerRun a setting that would take longer over all texts gets as many, evenly spaced, as fit
 * @param atOnce sizes of lists whose throughput is measured besides that of all texts in one call, each at least 1
 * @param withProducts whether to measure bare matrix products and the first answer of the command line too
 */
public record ComparisonOptions(
        List<PeerModel> models,
        List<Tool> tools,
        int repeats,
        double secondsPerRun,
        List<Integer> atOnce,
        boolean withProducts) {

    /** The fewest texts of a run, where there are as many. */
    static final int FEWEST_TEXTS = 100;

    /** Keeps unmodifiable copies of the lists, so that the options are immutable. */
    public ComparisonOptions {
        models = List.copyOf(models);
        tools = List.copyOf(tools);
        atOnce = List.copyOf(atOnce);
    }

    List<PeerSetting> settings() {
        return PeerSetting.all(atOnce);
    }
}
