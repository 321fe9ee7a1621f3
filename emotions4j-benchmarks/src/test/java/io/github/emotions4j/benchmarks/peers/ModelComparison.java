package io.github.emotions4j.benchmarks.peers;

import io.github.emotions4j.core.internal.ResourceCache;
import io.github.emotions4j.modelfolder.EncoderConfig;
import io.github.emotions4j.modelfolder.GraphPrecision;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.onnx.OnnxEmotionClassifier;
import io.github.emotions4j.onnx.OnnxOptions;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All settings on one model: every tool in a process of its own, all started before anything is measured. */
final class ModelComparison {

    private final PeerEnvironment workshop;
    private final ComparisonOptions options;
    private final PeerModel model;
    private final List<String> texts;
    private final Progress progress;
    private final Map<String, String> versions;
    private final List<ModelResult.Missing> missing = new ArrayList<>();

    ModelComparison(
            PeerEnvironment workshop,
            ComparisonOptions options,
            PeerModel model,
            List<String> texts,
            Progress progress,
            Map<String, String> versions) {
        this.workshop = workshop;
        this.options = options;
        this.model = model;
        this.texts = texts;
        this.progress = progress;
        this.versions = versions;
    }

    ModelResult run(Path textsFile) throws IOException, PeerMissingException {
        Path folder = workshop.folder(model);
        long int8Bytes = int8Bytes(folder);
        Map<Tool, PeerProcess> processes = new EnumMap<>(Tool.class);
        try {
            for (Tool tool : options.tools()) {
                start(tool, textsFile, processes);
            }
            List<SettingRuns> settings = warmUp(processes);
            measure(settings);
            return result(folder, int8Bytes, settings);
        } finally {
            processes.values().forEach(PeerProcess::close);
        }
    }

    private void start(Tool tool, Path textsFile, Map<Tool, PeerProcess> processes) throws IOException {
        progress.report(model + ": starting " + tool);
        try {
            List<String> command = workshop.command(tool, model, ourInt8Model(), textsFile);
            Map<String, String> environment =
                    Map.of(ResourceCache.FOLDER_VARIABLE, workshop.cache().toString());
            PeerProcess process = PeerProcess.start(
                    command, environment, workshop.log(model + "-" + tool.name().toLowerCase(Locale.ROOT)));
            processes.put(tool, process);
            process.versions().forEach(versions::put);
        } catch (PeerMissingException reason) {
            options.settings().stream()
                    .filter(setting -> setting.tool() == tool)
                    .forEach(setting -> miss(setting, reason));
        }
    }

    private String ourInt8Model() throws IOException, PeerMissingException {
        return model == PeerModel.EMBEDDED ? "embedded" : workshop.folder(model).toString();
    }

    private List<SettingRuns> warmUp(Map<Tool, PeerProcess> processes) {
        List<SettingRuns> settings = new ArrayList<>();
        for (PeerSetting setting : options.settings()) {
            PeerProcess process = processes.get(setting.tool());
            if (process == null) {
                continue;
            }
            progress.report(model + ": warming up " + setting.name());
            try {
                settings.add(SettingRuns.warmUp(setting, process, texts.size(), options.secondsPerRun()));
            } catch (PeerMissingException reason) {
                miss(setting, reason);
            }
        }
        return settings;
    }

    /** By turns, and every other time backwards, so that what else the machine does hits all alike. */
    private void measure(List<SettingRuns> settings) {
        for (int repeat = 0; repeat < options.repeats(); repeat++) {
            List<SettingRuns> turn = new ArrayList<>(settings);
            if (repeat % 2 == 1) {
                Collections.reverse(turn);
            }
            for (SettingRuns runs : turn) {
                try {
                    runs.runOnce();
                    progress.report(String.format(
                            Locale.ROOT,
                            "%s, %d of %d: %s, %.1f texts/s",
                            model,
                            repeat + 1,
                            options.repeats(),
                            runs.setting().name(),
                            runs.lastRate()));
                } catch (PeerMissingException reason) {
                    miss(runs.setting(), reason);
                    settings.remove(runs);
                }
            }
        }
    }

    private void miss(PeerSetting setting, PeerMissingException reason) {
        progress.report(model + ": missing " + setting.name() + ": " + reason.reason());
        missing.add(new ModelResult.Missing(setting.name(), reason.reason()));
    }

    private ModelResult result(Path folder, long int8Bytes, List<SettingRuns> settings) throws IOException {
        EncoderConfig config = ModelConfig.read(folder)
                .encoder()
                .orElseThrow(() -> new IOException("the model in " + folder + " has no known encoder"));
        EncoderWork work = EncoderWork.of(config);
        int[] tokenCounts = tokenCounts(folder);
        PeerRun reference = reference(settings);
        return new ModelResult(
                model.toString(),
                new ModelResult.Size(
                        config.layerCount(),
                        config.hiddenSize(),
                        Files.size(folder.resolve(ModelFiles.WEIGHTS)),
                        int8Bytes),
                new ModelResult.Work(
                        Arrays.stream(tokenCounts).average().orElse(0),
                        work.meanMultiplyAdds(tokenCounts),
                        work.meanMultiplyAddsForFirstToken(tokenCounts)),
                settings.stream().map(runs -> runs.result(reference)).toList(),
                missing);
    }

    /** Our fp32 scores, or without them whatever ran first. */
    private static PeerRun reference(List<SettingRuns> settings) {
        return settings.stream()
                .filter(runs -> runs.setting().isOurs() && !runs.setting().isInt8())
                .findFirst()
                .or(() -> settings.stream().findFirst())
                .map(SettingRuns::first)
                .orElse(new PeerRun(0, List.of(), List.of()));
    }

    private int[] tokenCounts(Path folder) throws IOException {
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder)) {
            return texts.stream()
                    .mapToInt(text -> tokenizer.encode(text).length())
                    .toArray();
        }
    }

    /** Makes the graphs too, where the folder has weights alone, so that no later step waits for it. */
    private long int8Bytes(Path folder) throws IOException {
        OnnxOptions fp32 = OnnxOptions.builder().precision(GraphPrecision.FP32).build();
        OnnxEmotionClassifier.load(folder, fp32).close();
        OnnxOptions int8 = fp32.toBuilder().precision(GraphPrecision.INT8).build();
        try (OnnxEmotionClassifier classifier = model == PeerModel.EMBEDDED
                ? OnnxEmotionClassifier.embedded(int8)
                : OnnxEmotionClassifier.load(folder, int8)) {
            return Files.size(classifier.graphFile());
        }
    }
}
