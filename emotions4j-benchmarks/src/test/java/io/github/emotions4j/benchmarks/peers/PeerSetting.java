package io.github.emotions4j.benchmarks.peers;

import java.util.List;
import java.util.stream.Stream;

/**
 * One way of one tool to run a model.
 *
 * @param tool who runs it
 * @param name what the tool's process calls it, unique among all
 */
record PeerSetting(Tool tool, String name) {

    private static final List<PeerSetting> ALL = Stream.of(
                    of(
                            Tool.EMOTIONS4J,
                            "emotions4j int8, in bulk",
                            "emotions4j fp32, in bulk",
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
        return Stream.of(names).map(name -> new PeerSetting(tool, name)).toList();
    }

    static List<PeerSetting> all() {
        return ALL;
    }

    boolean isOurs() {
        return tool == Tool.EMOTIONS4J;
    }

    boolean isInt8() {
        return name.contains(" int8");
    }

    boolean isAlone() {
        return name.endsWith(", one at a time");
    }
}
