package io.github.emotions4j.benchmarks.peers;

import java.util.List;
import java.util.stream.Stream;

/**
 * One way of one tool to run a model.
 *
 * @param tool who runs it
 * @param mode what the tool's process calls it
 * @param atOnce how many texts each call gets, or {@link #ALL_TEXTS}
 */
record PeerSetting(Tool tool, String mode, int atOnce) {

    /** A call gets all texts. */
    static final int ALL_TEXTS = 0;

    /** The end of a mode in which each text has a thread of its own. */
    static final String ONE_TEXT_PER_THREAD = ", one text per thread";

    private static final String IN_BULK = ", in bulk";

    private static final List<PeerSetting> ALL = Stream.of(
                    of(
                            Tool.EMOTIONS4J,
                            "emotions4j int8, in bulk",
                            "emotions4j fp32, in bulk",
                            "emotions4j int8 from weights, in bulk",
                            "emotions4j int8, one at a time",
                            "emotions4j fp32, one at a time",
                            "emotions4j int8 in one thread, one at a time",
                            "emotions4j fp32 in one thread, one at a time"),
                    of(
                            Tool.PYTHON,
                            "transformers pipeline, default",
                            "transformers pipeline, batch 32 sorted",
                            "Optimum fp32 pipeline, default",
                            "Optimum fp32 pipeline, batch 32 sorted",
                            "Optimum int8 pipeline, default",
                            "Optimum int8 pipeline, batch 32 sorted",
                            "ONNX Runtime fp32, one at a time",
                            "ONNX Runtime fp32, batch 16 sorted",
                            "ONNX Runtime int8, one at a time",
                            "ONNX Runtime int8, batch 16 sorted"),
                    of(
                            Tool.NODE,
                            "transformers.js fp32, one at a time",
                            "transformers.js int8, one at a time",
                            "transformers.js int8, batch 32 sorted"),
                    of(Tool.DJL, "DJL fp32, one at a time", "DJL int8, one at a time", "DJL int8, batch 32 sorted"))
            .flatMap(List::stream)
            .toList();

    private static List<PeerSetting> of(Tool tool, String... names) {
        return Stream.of(names)
                .map(mode -> new PeerSetting(tool, mode, ALL_TEXTS))
                .toList();
    }

    /**
     * All settings.
     *
     * @param atOnce sizes of lists, in which every setting runs that works in batches, besides running all texts in a
     *     call; this library also runs so many threads with one text each
     */
    static List<PeerSetting> all(List<Integer> atOnce) {
        return Stream.concat(ALL.stream(), atOnce.stream().flatMap(PeerSetting::inLists))
                .toList();
    }

    private static Stream<PeerSetting> inLists(int size) {
        Stream<PeerSetting> threads = Stream.of("emotions4j int8", "emotions4j fp32")
                .map(precision -> new PeerSetting(Tool.EMOTIONS4J, precision + ONE_TEXT_PER_THREAD, size));
        Stream<PeerSetting> lists = ALL.stream()
                .filter(PeerSetting::isBatched)
                .map(setting -> new PeerSetting(setting.tool, setting.mode, size));
        return Stream.concat(lists, threads);
    }

    /** Unique among all. */
    String name() {
        return atOnce == ALL_TEXTS ? mode : mode.replace(IN_BULK, "") + ", " + atOnce + " at once";
    }

    /** How many texts a call gets, of so many. */
    int textsPerCall(int count) {
        return atOnce == ALL_TEXTS ? count : atOnce;
    }

    /** Whether a call runs several texts together, so that its rate depends on how many texts it gets. */
    private boolean isBatched() {
        return mode.endsWith(IN_BULK) || mode.contains(", batch ");
    }

    boolean isOurs() {
        return tool == Tool.EMOTIONS4J;
    }

    boolean isInt8() {
        return mode.contains(" int8");
    }

    boolean isAlone() {
        return mode.endsWith(", one at a time");
    }
}
