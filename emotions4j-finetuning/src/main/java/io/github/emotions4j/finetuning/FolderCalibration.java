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
 * Folds a calibration into a model folder: it scales the rows and biases of the classifier in
 * {@code model.safetensors}, and writes {@code model.onnx} and {@code model_quantized.onnx} again if they exist.
 * Architecture and tensor names stay the same, so that transformers and Optimum can still load the folder.
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
     * @return its calibration; no file has changed yet
     * @throws ModelFormatException if the model uses a softmax over its labels, so that the scaling of one label would
     *     change the scores of all others; if its architecture cannot be exported; if its weights are not in one
     *     {@code model.safetensors}; or if it has graphs that calibration does not write
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

    /** A graph of another name would keep its uncalibrated scores. */
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
     * Writes calibrated weights and graphs. All are written to temporary files, and the new fp32 graph is compared with
     * the old one, before the first file is replaced. {@code thresholds.json} was chosen on the old scores and is
     * deleted: choose thresholds again.
     *
     * @param scaling a scale and an offset for each of the folder's labels
     * @throws IllegalArgumentException if the scaling is for other labels
     * @throws ModelFormatException if the weights are not those of a supported classifier; or if the graph and the
     *     weights belong to different models, so that logits differ by more than {@link ParityCheck#FP32_TOLERANCE};
     *     then no file has changed
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

    /** The logits of the new graph must be the calibrated logits of the old one. */
    private void requireSameModel(Path old, Path made, PlattScaling scaling) throws IOException {
        try (TextTokenizer tokenizer = TokenizerFolder.read(folder);
                OnnxGraph before = OnnxGraph.load(old)) {
            Function<int[], float[]> expected = ids -> calibrated(before.logits(ids), scaling);
            ParityCheck.compare(made, expected, config.labels(), SampleTexts.load(), text -> tokenizer
                            .encode(text)
                            .toArray())
                    .requireWithin(ParityCheck.FP32_TOLERANCE);
        }
    }

    private static float[] calibrated(float[] logits, PlattScaling scaling) {
        float[] calibrated = new float[logits.length];
        for (int label = 0; label < calibrated.length; label++) {
            calibrated[label] = (float) scaling.lines().get(label).of(logits[label]);
        }
        return calibrated;
    }

    /** Weights that give calibrated logits: the rows and biases of the classifier are scaled. */
    static Weights folded(Weights weights, ModelConfig config, PlattScaling scaling) {
        return ClassifierRows.scaled(weights, config.encoder().orElseThrow(), scaling.scales(), scaling.offsets());
    }
}
