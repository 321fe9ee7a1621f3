package io.github.emotions4j.finetuning;

import io.github.emotions4j.core.ModelFormatException;
import io.github.emotions4j.evaluation.calibration.PlattScaling;
import io.github.emotions4j.export.check.ParityCheck;
import io.github.emotions4j.export.graph.ExportOptions;
import io.github.emotions4j.export.graph.OnnxExport;
import io.github.emotions4j.export.quantization.ActivationScales;
import io.github.emotions4j.export.quantization.Int8Quantizer;
import io.github.emotions4j.modelfolder.ModelConfig;
import io.github.emotions4j.modelfolder.ModelFiles;
import io.github.emotions4j.modelfolder.ModelFolder;
import io.github.emotions4j.modelfolder.ProblemType;
import io.github.emotions4j.modelfolder.weights.ClassifierRows;
import io.github.emotions4j.modelfolder.weights.FolderWeights;
import io.github.emotions4j.modelfolder.weights.Safetensors;
import io.github.emotions4j.modelfolder.weights.Weights;
import io.github.emotions4j.onnx.OnnxGraph;
import io.github.emotions4j.tokenizer.TextTokenizer;
import io.github.emotions4j.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Folds calibrated probabilities into a model folder: new rows and biases of the classifier in
 * {@code model.safetensors} and, where they are there, in {@code model.onnx} and {@code model_quantized.onnx}.
 * Architecture and names stay, so that transformers and Optimum read the folder as before.
 *
 * <p>Immutable. One calibration at a time in a folder.
 */
public final class FolderCalibration {

    private static final Set<String> GRAPHS = Set.of(ModelFiles.GRAPH, ModelFiles.QUANTIZED_GRAPH);

    private final ModelFolder model;
    private final Path folder;
    private final ModelConfig config;

    private FolderCalibration(ModelFolder model) {
        this.model = model;
        this.folder = model.path();
        this.config = model.config();
    }

    /**
     * Checks that a folder can be calibrated.
     *
     * @param folder the model folder
     * @return its calibration, which has changed nothing yet
     * @throws ModelFormatException if its labels compete with each other (a softmax: one label's line would move all
     *     others), its architecture is none that can be exported, it has no weights in one {@code model.safetensors},
     *     or it has graphs that calibration does not write
     * @throws IOException if reading fails
     */
    public static FolderCalibration of(Path folder) throws IOException {
        ModelFolder model = ModelFolder.open(folder);
        ModelConfig config = model.config();
        requireMultiLabel(config, folder.resolve(ModelFiles.CONFIG).toString());
        FolderWeights.requireEncoder(folder, config);
        List<Path> files = model.weightFiles();
        if (files.size() > 1) {
            throw new ModelFormatException("model folder " + folder + " has its weights in " + (files.size() - 1)
                    + " files, expected " + ModelFiles.WEIGHTS + " to calibrate it");
        }
        for (Path place : model.graphFolders()) {
            requireKnown(graphs(place));
        }
        return new FolderCalibration(model);
    }

    /** Another graph would stay as it was, and answer otherwise than the rest of the folder. */
    private static void requireKnown(List<Path> graphs) {
        for (Path graph : graphs) {
            if (!GRAPHS.contains(String.valueOf(graph.getFileName()))) {
                throw new ModelFormatException(
                        "found the graph " + graph + ", which calibration cannot write; expected " + ModelFiles.GRAPH
                                + " and " + ModelFiles.QUANTIZED_GRAPH + " alone");
            }
        }
    }

    private static void requireMultiLabel(ModelConfig config, String source) {
        if (config.problemType() != ProblemType.MULTI_LABEL) {
            throw new ModelFormatException("the labels of this model compete with each other ("
                    + config.problemType().configName() + "), expected " + ProblemType.MULTI_LABEL.configName()
                    + ", a sigmoid per label, to calibrate each label by itself, in " + source);
        }
    }

    private static List<Path> graphs(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Writes calibrated weights and graphs. All are made, and the fp32 graph is compared with what the old one answers,
     * before the first gets its name. {@code thresholds.json}, chosen on the old scores, is deleted: choose thresholds
     * anew.
     *
     * @param scaling one line per label, for the folder's labels
     * @throws IllegalArgumentException if the lines are for other labels
     * @throws ModelFormatException if the weights are not those of a supported classifier, or the graph and the weights
     *     are not of the same model: logits differ by more than {@link ParityCheck#FP32_TOLERANCE}; then nothing has
     *     changed
     * @throws IOException if reading or writing fails
     */
    public void fold(PlattScaling scaling) throws IOException {
        if (!scaling.labels().equals(config.labels())) {
            throw new IllegalArgumentException("found lines for labels "
                    + scaling.labels().names() + ", expected those of " + folder + ": "
                    + config.labels().names());
        }
        Map<Path, Path> staged = new LinkedHashMap<>();
        try {
            stage(scaling, staged);
            Files.deleteIfExists(model.thresholdsPath());
            for (Map.Entry<Path, Path> file : staged.entrySet()) {
                Files.move(
                        file.getValue(),
                        file.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path leftOver : staged.values()) {
                Files.deleteIfExists(leftOver);
            }
        }
    }

    private void stage(PlattScaling scaling, Map<Path, Path> staged) throws IOException {
        Weights weights = folded(FolderWeights.classifier(folder, config).weights(), config, scaling);
        Safetensors.write(stage(folder.resolve(ModelFiles.WEIGHTS), staged), weights);
        for (Path place : model.graphFolders()) {
            List<Path> graphs = graphs(place);
            if (!graphs.isEmpty()) {
                stageGraphs(place, graphs, weights, scaling, staged);
            }
        }
    }

    private void stageGraphs(
            Path place, List<Path> graphs, Weights weights, PlattScaling scaling, Map<Path, Path> staged)
            throws IOException {
        Path fp32 = place.resolve(ModelFiles.GRAPH);
        Path int8 = place.resolve(ModelFiles.QUANTIZED_GRAPH);
        Path made = graphs.contains(fp32) ? stage(fp32, staged) : temporary(fp32);
        try {
            OnnxExport.write(config, weights, made, ExportOptions.defaults());
            if (graphs.contains(fp32)) {
                requireSameModel(fp32, made, scaling);
            }
            if (graphs.contains(int8)) {
                Path madeInt8 = stage(int8, staged);
                Int8Quantizer.quantize(made, madeInt8);
                // Only the classifier's rows have changed, and nothing behind them is quantised.
                Optional<ActivationScales> scales = ActivationScales.read(int8);
                if (scales.isPresent()) {
                    scales.get().write(madeInt8);
                }
            }
        } finally {
            if (!graphs.contains(fp32)) {
                Files.deleteIfExists(made);
            }
        }
    }

    private static Path stage(Path file, Map<Path, Path> staged) {
        Path temporary = temporary(file);
        staged.put(file, temporary);
        return temporary;
    }

    private static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".calibrated");
    }

    /** The new graph must answer what the old one does, moved by the lines. */
    private void requireSameModel(Path old, Path made, PlattScaling scaling) throws IOException {
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder);
                OnnxGraph before = OnnxGraph.load(old)) {
            Function<int[], float[]> expected = ids -> moved(before.logits(ids), scaling);
            ParityCheck.compare(made, expected, config.labels(), SampleTexts.load(), text -> tokenizer
                            .encode(text)
                            .toArray())
                    .requireWithin(ParityCheck.FP32_TOLERANCE);
        }
    }

    private static float[] moved(float[] logits, PlattScaling scaling) {
        float[] moved = new float[logits.length];
        for (int label = 0; label < moved.length; label++) {
            moved[label] = (float) scaling.lines().get(label).of(logits[label]);
        }
        return moved;
    }

    /** Weights whose logits are those of others, moved by the lines. */
    static Weights folded(Weights weights, ModelConfig config, PlattScaling scaling) {
        return ClassifierRows.scaled(weights, config.encoder().orElseThrow(), scaling.scales(), scaling.offsets());
    }
}
